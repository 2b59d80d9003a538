// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Single attributes of positions, changed and changed back.
#pragma once

#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/simplify/ledger.hpp>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <string>

namespace pangkas::inline v0_1::detail {

/// @brief A column that is copied when the first of its rows changes.
template <class Column>
class own_column {
 public:
  /// @param shared  Takes the copy once there is one; must outlive this.
  explicit own_column(std::shared_ptr<const Column>& shared) : shared_(&shared) {}

  Column& write() {
    if (!own_) {
      own_ = std::make_shared<Column>(**shared_);
      *shared_ = own_;
    }
    return *own_;
  }

 private:
  std::shared_ptr<const Column>* shared_;
  std::shared_ptr<Column> own_;
};

/// @brief The columns that single changes write to.
struct own_columns {
  explicit own_columns(position_table& table)
      : titles(table.titles),
        kinds(table.kinds),
        ranks(table.ranks),
        units(table.units),
        seats(table.seats),
        filled(table.filled),
        classes(table.classes),
        costs(table.costs),
        flags(table.flags),
        holders(table.holders),
        legal_sources(table.legal_sources) {}

  own_column<dictionary_column> titles;
  own_column<kind_column> kinds;
  own_column<dictionary_column> ranks;
  own_column<dictionary_column> units;
  own_column<number_column> seats;
  own_column<number_column> filled;
  own_column<dictionary_column> classes;
  own_column<number_column> costs;
  own_column<flag_column> flags;
  own_column<rare_text_column> holders;
  own_column<rare_text_column> legal_sources;
};

/// @brief What a row has of an attribute, as a text; empty: absent.
inline std::string attribute_of(const organisation_parts& parts, position_attribute what,
                                row_index row) {
  const position_table& table = parts.table;
  const auto number = [&](const number_column& column) {
    const auto value = column[row];
    return value ? plain_number_text(*value) : std::string();
  };
  switch (what) {
    case position_attribute::title:
      return std::string((*table.titles)[row]);
    case position_attribute::unit:
      return std::string((*table.units)[row]);
    case position_attribute::seats:
      return number(*table.seats);
    case position_attribute::filled:
      return number(*table.filled);
    case position_attribute::cost:
      return number(*table.costs);
    case position_attribute::holders:
      return std::string((*table.holders)[row]);
    case position_attribute::legal_source:
      return std::string((*table.legal_sources)[row]);
    case position_attribute::unknown_superior:
      break;
  }
  const auto found = std::ranges::lower_bound(parts.unresolved, row, {},
                                              [](const auto& each) { return each.first; });
  return found != parts.unresolved.end() && found->first == row ? found->second : std::string();
}

/// @brief Gives a row another superior outside the table, or takes it away; @p external: none, and
/// outside the organisation.
inline void set_unresolved(organisation_parts& parts, row_index row, const std::string& superior,
                           bool external = false) {
  const auto row_of = [](const auto& each) { return each.first; };
  std::erase_if(parts.unresolved, [&](const auto& each) { return each.first == row; });
  if (!superior.empty() || external)
    parts.unresolved.emplace(std::ranges::lower_bound(parts.unresolved, row, {}, row_of), row,
                             superior);
}

/// @brief Puts what attribute_of() gives.
inline void set_attribute(organisation_parts& parts, own_columns& columns, position_attribute what,
                          row_index row, const std::string& text) {
  const auto number = [&]() -> std::optional<double> {
    if (text.empty()) return std::nullopt;
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  switch (what) {
    case position_attribute::title:
      return columns.titles.write().set(row, text);
    case position_attribute::unit:
      return columns.units.write().set(row, text);
    case position_attribute::seats:
      return columns.seats.write().set(row, number());
    case position_attribute::filled:
      return columns.filled.write().set(row, number());
    case position_attribute::cost:
      return columns.costs.write().set(row, number());
    case position_attribute::holders:
      return columns.holders.write().set(row, text);
    case position_attribute::legal_source:
      return columns.legal_sources.write().set(row, text);
    case position_attribute::unknown_superior:
      return set_unresolved(parts, row, text);
  }
}

}  // namespace pangkas::detail

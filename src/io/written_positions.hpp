// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The positions of an organisation as the table and the JSON have them, row by row.
#pragma once

#include "written_texts.hpp"

#include <pangkas/core/organisation.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The attributes of a position in their written form; empty: absent.
struct written_position {
  std::string_view code;
  std::string_view title;
  std::string_view kind;
  std::string_view rank;
  std::string_view reports_to;
  std::string_view unit;
  std::string_view position_class;
  std::string_view flags;
  std::string_view holders;
  std::string_view legal_source;
  std::optional<double> seats;
  std::optional<double> filled;
  std::optional<double> cost;
  std::optional<double> budget;

  /// @brief Characters of all texts.
  [[nodiscard]] std::size_t size() const noexcept {
    return code.size() + title.size() + kind.size() + rank.size() + reports_to.size() +
           unit.size() + position_class.size() + flags.size() + holders.size() +
           legal_source.size();
  }
};

/// @brief Gives the positions of an organisation one after the other.
template <class Form>
class written_positions {
 public:
  /// @param org   Must outlive this.
  /// @param form  How a text is written.
  /// @param list  Writes a list of flags that is not empty, e.g. `std::string list(flags)`; may
  ///              throw not_utf8.
  template <class List>
  written_positions(const organisation& org, const Form& form, const List& list)
      : org_(org),
        form_(form),
        codes_(org.table().codes->texts, form),
        titles_(org.table().titles->values(), form),
        ranks_(org.table().ranks->values(), form),
        units_(org.table().units->values(), form),
        classes_(org.table().classes->values(), form) {
    flags_.reserve(org.table().flags->lists().size());
    for (const std::vector<std::string>& flags : org.table().flags->lists()) {
      try {
        flags_.push_back(flags.empty() ? std::string() : list(flags));
      } catch (const not_utf8&) {
        flags_.push_back(std::nullopt);
      }
    }
  }

  /// @brief The position in a row; valid until the next is asked for.
  /// @throws not_utf8
  [[nodiscard, gnu::always_inline]] written_position operator[](row_index row) {
    fetch_ahead(row);
    const position_table& table = org_.table();
    const auto kind = (*table.kinds)[row];
    const row_index above = org_.parts().superiors[row];
    const auto& flags = flags_[table.flags->entry(row)];
    if (!flags) throw not_utf8();
    return {.code = codes_[row],
            .title = titles_[table.titles->entry(row)],
            .kind = kind ? to_string(*kind) : std::string_view{},
            .rank = ranks_[table.ranks->entry(row)],
            .reports_to = above == no_row ? declared_superior(row) : codes_[above],
            .unit = units_[table.units->entry(row)],
            .position_class = classes_[table.classes->entry(row)],
            .flags = *flags,
            .holders = rare((*table.holders)[row], holders_),
            .legal_source = rare((*table.legal_sources)[row], law_),
            .seats = (*table.seats)[row],
            .filled = (*table.filled)[row],
            .cost = (*table.costs)[row],
            .budget = (*table.budgets)[row]};
  }

 private:
  std::string_view declared_superior(row_index row) {
    declared_.clear();
    form_.append(declared_, org_.declared_superior(org_.position_at(row)));
    return declared_;
  }

  std::string_view rare(std::string_view text, std::string& kept) {
    if (text.empty()) return text;
    kept.clear();
    form_.append(kept, text);
    return kept;
  }

  /// In random order the texts of superior, title and unit are mostly beyond the caches: the place
  /// of a text is fetched first, then the text.
  [[gnu::always_inline]] void fetch_ahead(row_index row) const noexcept {
    constexpr std::size_t texts_ahead = 12;
    if (row + 2 * texts_ahead >= org_.size()) return;
    const std::size_t near = row + texts_ahead;
    const std::size_t far = near + texts_ahead;
    const std::vector<row_index>& above = org_.parts().superiors;
    const dictionary_column& titles = *org_.table().titles;
    const dictionary_column& units = *org_.table().units;
    if (above[far] != no_row) codes_.prefetch_end(above[far]);
    titles_.prefetch_end(titles.entry(far));
    units_.prefetch_end(units.entry(far));
    if (above[near] != no_row) codes_.prefetch_text(above[near]);
    titles_.prefetch_text(titles.entry(near));
    units_.prefetch_text(units.entry(near));
  }

  const organisation& org_;
  Form form_;
  written_texts codes_;
  written_texts titles_;
  written_texts ranks_;
  written_texts units_;
  written_texts classes_;
  std::vector<std::optional<std::string>> flags_;  ///< by list; absent: has no written form
  std::string declared_;
  std::string holders_;
  std::string law_;
};

}  // namespace pangkas::detail

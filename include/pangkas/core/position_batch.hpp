// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Some thousand positions, column by column, on their way into an organisation.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/position.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas {

/// @brief A position whose texts stand elsewhere; see position for what the fields mean.
struct position_view {
  std::string_view code;
  std::string_view title;
  std::optional<position_kind> kind;
  std::string_view rank;
  std::string_view reports_to;
  std::string_view unit;
  std::optional<double> seats;
  std::optional<double> filled;
  std::string_view position_class;
  std::optional<double> cost;
};

/// @brief Positions column by column: what organisation_builder adds much faster than one by one,
/// since it can look up many texts at a time.
///
/// The texts must stay where they are until the batch has been added.
struct position_batch {
  /// @brief A position that was left out because its code is another's.
  struct repetition {
    std::uint32_t first;  ///< row_index of the position that stands
    origin later;         ///< the one that was left out
  };

  std::vector<std::string_view> codes;  ///< none is empty
  std::vector<std::string_view> titles;
  std::vector<std::optional<position_kind>> kinds;
  std::vector<std::string_view> ranks;
  std::vector<std::string_view> superiors;  ///< codes; empty: root
  std::vector<std::string_view> units;
  std::vector<double> seats;   ///< NaN: absent
  std::vector<double> filled;  ///< NaN: absent
  std::vector<std::string_view> classes;
  std::vector<double> costs;  ///< NaN: absent
  /// Flags of those that have any, by place in the batch, ascending.
  std::vector<std::pair<std::size_t, std::vector<std::string>>> flags;
  std::vector<origin> origins;

  /// @brief Number of positions.
  [[nodiscard]] std::size_t size() const noexcept { return codes.size(); }

  /// @brief Adds a position without flags.
  void push_back(const position_view& p, origin from) {
    constexpr double absent = std::numeric_limits<double>::quiet_NaN();
    codes.push_back(p.code);
    titles.push_back(p.title);
    kinds.push_back(p.kind);
    ranks.push_back(p.rank);
    superiors.push_back(p.reports_to);
    units.push_back(p.unit);
    seats.push_back(p.seats.value_or(absent));
    filled.push_back(p.filled.value_or(absent));
    classes.push_back(p.position_class);
    costs.push_back(p.cost.value_or(absent));
    origins.push_back(from);
  }

  /// @brief Takes all positions out and keeps the memory.
  void clear() {
    for_each_column([](auto& column) { column.clear(); });
    flags.clear();
  }

  /// @brief Takes the positions at some places out.
  /// @param places  Ascending.
  void erase(const std::vector<std::size_t>& places) {
    for_each_column([&](auto& column) {
      auto next = places.begin();
      std::size_t kept = 0;
      for (std::size_t i = 0; i < column.size(); ++i) {
        if (next != places.end() && *next == i)
          ++next;
        else
          column[kept++] = column[i];
      }
      column.resize(kept);
    });
    std::erase_if(flags, [&](auto& flagged) {
      const auto next = std::ranges::lower_bound(places, flagged.first);
      if (next != places.end() && *next == flagged.first) return true;
      flagged.first -= static_cast<std::size_t>(next - places.begin());
      return false;
    });
  }

 private:
  template <class Change>
  void for_each_column(Change change) {
    change(codes);
    change(titles);
    change(kinds);
    change(ranks);
    change(superiors);
    change(units);
    change(seats);
    change(filled);
    change(classes);
    change(costs);
    change(origins);
  }
};

}  // namespace pangkas

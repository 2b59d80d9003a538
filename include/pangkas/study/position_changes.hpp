// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Before and after, post by post: who stayed, who moved, what else changed.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/result_table.hpp>
#include <pangkas/graph/ids.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What became of a position. One that moved may have changed besides.
enum class position_change : std::uint8_t {
  same,         ///< superior and attributes are as they were
  moved,        ///< reports to another superior, as declared
  changed,      ///< the superior is the same, an attribute is not
  only_before,  ///< its code is not in the organisation after
  only_after    ///< its code was not in the organisation before
};

namespace detail {
inline constexpr std::array<std::string_view, 5> position_change_names{"same", "moved", "changed",
                                                                       "only_before", "only_after"};
inline constexpr std::array<std::string_view, 13> compared_attributes{
    "superior", "title", "kind",   "rank",  "unit",   "seats",       "filled",
    "class",    "cost",  "budget", "flags", "holder", "legal_source"};
}  // namespace detail

/// @brief "same", "moved", "changed", "only_before" or "only_after".
constexpr std::string_view to_string(position_change what) {
  return detail::position_change_names[static_cast<std::size_t>(what)];
}

/// @brief What compare_positions() finds: a row for each code of either side, those of before first,
/// each in its given order.
struct position_changes {
  struct row {
    row_index before = no_row;  ///< in the organisation before; no_row: not there
    row_index after = no_row;   ///< in the organisation after
    position_change what = position_change::same;
    /// Bit i: the i-th of "superior", "title", "kind", "rank", "unit", "seats", "filled", "class",
    /// "cost", "budget", "flags", "holder", "legal_source" is another.
    std::uint16_t attributes = 0;

    friend bool operator==(const row&, const row&) = default;
  };
  std::vector<row> rows{};
  std::array<std::size_t, 5> counts{};  ///< by position_change; they add up to the rows
  /// Attributes that one side tells of no position at all, as bits: they are not compared.
  std::uint16_t not_compared = 0;

  [[nodiscard]] std::size_t count(position_change what) const {
    return counts[static_cast<std::size_t>(what)];
  }
};

/// @brief Compares two states of one organisation, post by post through the code.
///
/// Superiors are compared by their codes as declared. A position without declared seats has 1; a
/// kind is the declared one, else that of the rank. An attribute that one side tells of no position
/// is not compared: a file without a column of cost says nothing about cost.
///
/// @param before  The organisation before.
/// @param after   The organisation after it: a scenario of the same, or another with the same codes.
/// @complexity    O(P) expected for P positions on both sides.
[[nodiscard]] position_changes compare_positions(const organisation& before,
                                                 const organisation& after);

/// @brief The counts, and some positions by name.
struct position_change_summary {
  std::array<std::size_t, 5> counts{};              ///< by position_change
  std::array<std::vector<std::string>, 5> first{};  ///< codes of the first few of each
  std::vector<std::string_view> not_compared{};     ///< names of attributes
  std::size_t only_holders = 0;  ///< of those that changed: only who holds them is another

  friend bool operator==(const position_change_summary&, const position_change_summary&) = default;
};

/// @brief Names the first @p most of each kind.
/// @complexity O(P) at worst.
[[nodiscard]] position_change_summary summarise_changes(const position_changes& changes,
                                                        const organisation& before,
                                                        const organisation& after,
                                                        std::size_t most = 5);

/// @brief The same as a table.
///
/// Columns: code, what, title, superior_before, superior_after, layer_before, layer_after,
/// rank_before, rank_after, seats_before, seats_after, changed. The title is that after, or before
/// for one that is only there; `changed` has the names of the attributes that are another, the
/// superior among them, with ", " between them.
[[nodiscard]] result_table table_of(const position_changes& changes, const organisation& before,
                                    const organisation& after);

/// @brief Why codes of both sides do not meet, where a cause can be told.
///
/// Told are codes that are only before and only after and that would be one without leading zeros,
/// in the same case, without blanks and invisible characters, or without what all codes of a side begin with; and that no
/// code is common at all.
///
/// @return  Findings "no-common-code" (an error) and "similar-codes" (a warning).
/// @complexity O(P log P).
[[nodiscard]] std::vector<finding> code_findings(const position_changes& changes,
                                                 const organisation& before,
                                                 const organisation& after);

}  // namespace pangkas

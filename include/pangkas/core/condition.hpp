// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A condition: which positions a rule, a matter or an authority is for.
#pragma once

#include <pangkas/core/position.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Numbers from one to another, both among them; what is absent is no limit.
struct value_range {
  std::optional<double> low{};
  std::optional<double> high{};

  [[nodiscard]] bool holds(double value) const {
    return (!low || value >= *low) && (!high || value <= *high);
  }
  friend bool operator==(const value_range&, const value_range&) = default;
};

/// @brief Reads `5`, `3..7`, `8..` or `..2`; absent if it is none of these, or upside down.
[[nodiscard]] std::optional<value_range> parse_value_range(std::string_view text);
/// @brief Writes what parse_value_range() reads.
[[nodiscard]] std::string to_string(const value_range& range);

/// @brief Which positions a rule meets. The members are joined by AND, the values of a member by
/// OR; a member that is empty or absent asks nothing.
struct condition {
  std::vector<std::string> ranks{};  ///< names, aliases or groups of the rank scheme
  std::vector<position_kind> kinds{};
  /// Layers, the root is 1; only placed positions have one. An empty list is open: it must be
  /// filled by set_layers() before the policy can be applied.
  std::optional<std::vector<std::size_t>> layers{};
  std::vector<std::string> units{};           ///< exact
  std::vector<std::string> unit_contains{};   ///< part of the unit; the case of A–Z is ignored
  std::vector<std::string> title_contains{};  ///< part of the title; the case of A–Z is ignored
  std::vector<std::string> flags{};           ///< any of them
  std::vector<std::string> codes{};           ///< exact
  std::vector<std::string> subtrees{};        ///< codes: the position itself and all below it
  /// Has a command subordinate, or has none; no external position meets either.
  std::optional<bool> manager{};

  /// @name What is measured, each any of several ranges. What is not known meets none of them
  /// @{
  std::vector<value_range> layer_ranges{};   ///< beside @ref layers
  std::vector<value_range> span{};           ///< command subordinates
  std::vector<value_range> span_seats{};     ///< their seats
  std::vector<value_range> span_filled{};    ///< their filled seats; known if all theirs are
  std::vector<value_range> depth_below{};    ///< layers below it; 0 for who leads nobody
  std::vector<value_range> subtree_size{};   ///< positions, itself and all below
  std::vector<value_range> subtree_seats{};  ///< seats of these
  std::vector<value_range> seats{};
  std::vector<value_range> cost{};     ///< a year
  std::vector<value_range> decides{};  ///< matters a year that it decides; in policies alone
  std::vector<value_range> passes{};   ///< that pass through, drafted nor decided by it; likewise
  /// @}
  std::optional<bool> one_to_one{};             ///< has exactly one command subordinate
  std::optional<bool> same_rank_as_superior{};  ///< both have a rank, and it is the same
  std::optional<bool> vacant{};                 ///< its filled seats are known, and none
  std::vector<condition> superior{};  ///< one: its command superior meets it; none: not asked
  std::vector<condition> none_of{};   ///< one: the position does not meet it; none: not asked

  /// @brief Whether it asks nothing, so that every position meets it.
  [[nodiscard]] bool asks_nothing() const;
  /// @brief Whether it, or a condition in it, asks what a position decides or passes.
  [[nodiscard]] bool asks_decisions() const;

  friend bool operator==(const condition&, const condition&) = default;
};

/// @brief Reads a selector, the form that a condition has in the cell of a table.
///
/// Terms `key=value|value` are separated by semicolons; the keys are those of a policy: rank, kind,
/// layer, unit, unit_contains, title_contains, flags, codes, subtree, manager. A list of codes
/// needs no key; `all` asks nothing. What is measured is a range, as in `span=1|8..`: layer, span,
/// span_seats, span_filled, depth_below, subtree_size, subtree_seats, seats, cost; `one_to_one`,
/// `same_rank_as_superior` and `vacant` are yes or no. `superior.` before a key asks it of the
/// command superior, `not.` that it is not so; all keys with `not.` are one condition. A key stands once. A backslash makes a mark (`;`, `|`, `\`) or
/// a blank at an end part of a value; only a unit may be empty.
///
/// @param text  As in `kind=executing; subtree=01.02|01.03`.
/// @throws input_error that names the selector and what is wrong in it; also for `decides` and
///         `passes`, since selectors say who raises and decides matters.
[[nodiscard]] condition parse_condition(std::string_view text);

/// @brief Writes what parse_condition() reads: `all` for a condition that asks nothing. Layers that
/// are still open, and values that are empty, are written, but not read.
[[nodiscard]] std::string to_string(const condition& when);

}  // namespace pangkas

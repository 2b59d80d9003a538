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

  /// @brief Whether it asks nothing, so that every position meets it.
  [[nodiscard]] bool asks_nothing() const;

  friend bool operator==(const condition&, const condition&) = default;
};

/// @brief Reads a selector, the form that a condition has in the cell of a table.
///
/// Terms `key=value|value` are separated by semicolons; the keys are those of a policy: rank, kind,
/// layer, unit, unit_contains, title_contains, flags, codes, subtree, manager. A list of codes
/// needs no key; `all` asks nothing. A key stands once. A backslash makes a mark (`;`, `|`, `\`) or
/// a blank at an end part of a value; only a unit may be empty.
///
/// @param text  As in `kind=executing; subtree=01.02|01.03`.
/// @throws input_error that names the selector and what is wrong in it.
[[nodiscard]] condition parse_condition(std::string_view text);

/// @brief Writes what parse_condition() reads: `all` for a condition that asks nothing. Layers that
/// are still open, and values that are empty, are written, but not read.
[[nodiscard]] std::string to_string(const condition& when);

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How positions are numbered, and whether one has a place in the layers.
#pragma once

#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Number of a position inside one organisation; a superior has a lower one than its
/// subordinates.
///
/// It reads as a number, but no number is one unasked: a row is another count of the same
/// positions, and one in place of the other gives figures that look right.
class position_id {
 public:
  position_id() = default;
  /// @brief The position of that number.
  template <std::integral Number>
  constexpr explicit position_id(Number number) noexcept
      : number_(static_cast<std::uint32_t>(number)) {}

  /// @brief Its number, from 0.
  constexpr operator std::uint32_t() const noexcept { return number_; }

  constexpr position_id& operator++() noexcept { return ++number_, *this; }
  constexpr position_id& operator--() noexcept { return --number_, *this; }
  constexpr position_id operator++(int) noexcept { return position_id(number_++); }
  constexpr position_id operator--(int) noexcept { return position_id(number_--); }
  /// @brief The position so many further on; the difference of two is a number.
  template <std::integral Number>
  friend constexpr position_id operator+(position_id p, Number by) noexcept {
    return position_id(p.number_ + static_cast<std::uint32_t>(by));
  }
  template <std::integral Number>
  friend constexpr position_id operator-(position_id p, Number by) noexcept {
    return position_id(p.number_ - static_cast<std::uint32_t>(by));
  }
  friend constexpr auto operator<=>(const position_id&, const position_id&) = default;

 private:
  std::uint32_t number_;  // a value of its own only where one is asked for, as of any number
};

/// @brief Place of a position in the given order (the order of the file). It stays the same in
/// every scenario of an organisation, whatever happens to the position's number.
using row_index = std::uint32_t;

/// @brief In arrays of superiors: none. Interfaces say std::optional instead.
inline constexpr position_id no_position{std::numeric_limits<std::uint32_t>::max()};
/// @brief The same where superiors are told by row.
inline constexpr row_index no_row = std::numeric_limits<row_index>::max();

/// @brief A value for each position: a vector that only a position looks up. Of a graph of your
/// own, the position of a vertex is its index: `values[position_id(vertex)]`.
template <class Value>
class by_position : public std::vector<Value> {
 public:
  using std::vector<Value>::vector;
  by_position() = default;
  /// @brief Of values that stand in the order of the positions.
  explicit by_position(std::vector<Value> values) noexcept
      : std::vector<Value>(std::move(values)) {}

  [[nodiscard]] decltype(auto) operator[](position_id p) {
    return std::vector<Value>::operator[](p);
  }
  [[nodiscard]] decltype(auto) operator[](position_id p) const {
    return std::vector<Value>::operator[](p);
  }
  /// @throws std::out_of_range if there is no such position.
  [[nodiscard]] decltype(auto) at(position_id p) { return std::vector<Value>::at(p); }
  [[nodiscard]] decltype(auto) at(position_id p) const { return std::vector<Value>::at(p); }
};

/// @brief Whether the position has a place in the layers.
enum class placement : std::uint8_t {
  placed,    ///< reached from a root
  orphan,    ///< its superior, or one further up, is not in the organisation
  unrooted,  ///< on or below a cycle or a report to itself
  external   ///< outside the organisation: it decides or concurs, and has no superior
};

/// @brief "placed", "orphan", "unrooted" or "external".
constexpr std::string_view to_string(placement where) {
  constexpr std::array<std::string_view, 4> names{"placed", "orphan", "unrooted", "external"};
  return names[static_cast<std::size_t>(where)];
}

}  // namespace pangkas

/// @brief Positions as keys of unordered containers.
template <>
struct std::hash<pangkas::position_id> {
  std::size_t operator()(pangkas::position_id p) const noexcept { return p; }
};

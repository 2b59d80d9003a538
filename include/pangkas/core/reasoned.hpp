// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A figure that may be undefined, and then says why.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace pangkas::inline v0_1 {

/// @brief Why a figure has no value.
enum class absence : std::uint8_t {
  no_pairs,          ///< fewer than two positions
  no_lines,          ///< no line between positions
  no_linked_pairs,   ///< no position is above another
  no_redundancy,     ///< no component has room for a line more than its tree needs
  small_components,  ///< no component has three positions
  no_top,            ///< a position is below no position without superiors
  not_linked,        ///< the two are not connected, or one is not above the other
  no_candidates,     ///< nothing to choose from
  not_given,         ///< the data that it needs are not given
  too_large,         ///< beyond the limit that the caller set, or beyond the range of numbers
  not_converged      ///< the tolerance was not reached within the steps allowed
};

/// @brief The reason in words, to follow "undefined: ".
[[nodiscard]] constexpr std::string_view to_string(absence why) {
  constexpr std::array<std::string_view, 11> sentences{
      "there are fewer than two positions",
      "there is no line between two positions",
      "no position is above another",
      "no component has room for more lines than its tree needs",
      "no component has three positions",
      "a position is below no position without superiors",
      "the positions are not connected",
      "there is nothing to choose from",
      "the data that it needs are not given",
      "it is beyond the limit",
      "the tolerance was not reached"};
  return sentences[static_cast<std::size_t>(why)];
}

/// @brief A value, or the reason why there is none.
template <class Value>
class reasoned {
 public:
  constexpr reasoned(Value value) : value_(std::move(value)) {}  // NOLINT: a value is a result
  constexpr reasoned(absence why) : why_(why) {}                 // NOLINT: so is a reason

  /// @brief Whether there is a value.
  [[nodiscard]] constexpr explicit operator bool() const noexcept { return value_.has_value(); }
  /// @brief The value, which must be there. Of a temporary it is moved out, so that a loop over it
  /// does not run over what is gone.
  [[nodiscard]] constexpr const Value& operator*() const& {
    assert(value_);
    return *value_;
  }
  /// @brief The value, which must be there.
  [[nodiscard]] constexpr Value operator*() && {
    assert(value_);
    return *std::move(value_);
  }
  /// @brief The value, which must be there.
  [[nodiscard]] constexpr const Value* operator->() const { return &**this; }
  /// @brief The value; absent if there is none.
  [[nodiscard]] constexpr const std::optional<Value>& value() const noexcept { return value_; }
  /// @brief Why there is no value; absent if there is one.
  [[nodiscard]] constexpr std::optional<absence> why_absent() const {
    return value_ ? std::nullopt : std::optional(why_);
  }

  friend constexpr bool operator==(const reasoned& a, const reasoned& b) {
    return a.value_ == b.value_ && (a.value_.has_value() || a.why_ == b.why_);
  }

 private:
  std::optional<Value> value_;
  absence why_ = absence::not_given;
};

/// @brief A number, or the reason why there is none.
using figure = reasoned<double>;

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Positions with consecutive numbers.
#pragma once

#include <pangkas/graph/ids.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace pangkas::inline v0_1 {

/// @brief A range of positions with consecutive numbers, read like a container.
///
/// std::ranges::iota_view is the same; Clang 14 cannot compile that of GCC's library.
class position_range {
 public:
  /// @brief Walks over the numbers.
  class iterator {
   public:
    using value_type = position_id;
    using reference = position_id;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using iterator_category = std::input_iterator_tag;  // it refers to no object
    using iterator_concept = std::random_access_iterator_tag;

    iterator() = default;
    explicit iterator(position_id at) : at_(at) {}

    position_id operator*() const { return at_; }
    position_id operator[](difference_type by) const { return *(*this + by); }
    iterator& operator++() { return ++at_, *this; }
    iterator& operator--() { return --at_, *this; }
    iterator operator++(int) { return iterator(at_++); }
    iterator operator--(int) { return iterator(at_--); }
    iterator& operator+=(difference_type by) {
      at_ = at_ + by;
      return *this;
    }
    iterator& operator-=(difference_type by) { return *this += -by; }
    friend iterator operator+(iterator i, difference_type by) { return i += by; }
    friend iterator operator+(difference_type by, iterator i) { return i += by; }
    friend iterator operator-(iterator i, difference_type by) { return i -= by; }
    friend difference_type operator-(iterator a, iterator b) {
      return static_cast<difference_type>(a.at_) - static_cast<difference_type>(b.at_);
    }
    friend auto operator<=>(const iterator&, const iterator&) = default;

   private:
    position_id at_{0};
  };

  position_range() = default;
  /// @brief The positions @p first … @p end − 1.
  position_range(position_id first, position_id end) : first_(first), end_(end) {}

  [[nodiscard]] iterator begin() const noexcept { return iterator(first_); }
  [[nodiscard]] iterator end() const noexcept { return iterator(end_); }
  [[nodiscard]] std::uint32_t size() const noexcept { return end_ - first_; }
  [[nodiscard]] bool empty() const noexcept { return first_ == end_; }
  [[nodiscard]] position_id front() const { return first_; }
  [[nodiscard]] position_id back() const { return end_ - 1; }
  [[nodiscard]] position_id operator[](std::size_t i) const { return first_ + i; }

 private:
  position_id first_{0};
  position_id end_{0};
};

}  // namespace pangkas

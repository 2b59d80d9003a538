// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Vectors whose numbers are all written after resize().
#pragma once

#include <cstddef>
#include <new>
#include <type_traits>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Leaves what resize() adds without a value: memory that was just given out is not gone
/// through twice. Not a std::allocator, since <memory> takes longer to compile than all of ours.
template <class Value>
struct unfilled_allocator {
  static_assert(std::is_trivially_copyable_v<Value> &&
                alignof(Value) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

  using value_type = Value;

  unfilled_allocator() = default;
  template <class Other>
  unfilled_allocator(const unfilled_allocator<Other>&) noexcept {}

  Value* allocate(std::size_t count) {
    return static_cast<Value*>(::operator new(count * sizeof(Value)));
  }
  void deallocate(Value* values, std::size_t) noexcept { ::operator delete(values); }
  void construct(Value* at) noexcept { ::new (static_cast<void*>(at)) Value; }

  friend bool operator==(const unfilled_allocator&, const unfilled_allocator&) noexcept {
    return true;
  }
};
template <class Value>
using unfilled_vector = std::vector<Value, unfilled_allocator<Value>>;

}  // namespace pangkas::detail

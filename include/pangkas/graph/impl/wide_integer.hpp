// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Integers of 128 bits: the compiler's own, or Boost's where it has none (32-bit targets).
#pragma once

#ifndef __SIZEOF_INT128__
#include <boost/multiprecision/cpp_int.hpp>
#endif

namespace pangkas::inline v0_1::detail {

#ifdef __SIZEOF_INT128__
__extension__ using wide_integer = __int128;
__extension__ using wide_unsigned = unsigned __int128;
#else
using wide_integer = boost::multiprecision::int128_t;
using wide_unsigned = boost::multiprecision::uint128_t;
#endif

}  // namespace pangkas::detail

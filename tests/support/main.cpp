// SPDX-License-Identifier: BSL-1.0
// The main of Catch2 2, compiled once. Catch2 3 brings a compiled one.
#if !__has_include(<catch2/catch_test_macros.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif

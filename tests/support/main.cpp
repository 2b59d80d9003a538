// SPDX-License-Identifier: BSL-1.0
// The main of the tests: that of Catch2, and status 4 where tests passed but some were skipped.
#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

#include "support/skip.hpp"

#include <cstddef>
#include <iostream>
#include <string>

namespace pangkas::tests {
namespace {
std::size_t skips = 0;
}  // namespace

void skip(const std::string& reason) {
  ++skips;
  std::cout << "skipped: " << reason << '\n';
}
}  // namespace pangkas::tests

int main(int argc, char** argv) {
  const int failed = Catch::Session().run(argc, argv);
  return failed == 0 && pangkas::tests::skips > 0 ? 4 : failed;
}

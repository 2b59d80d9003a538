// SPDX-License-Identifier: BSL-1.0
// Whatever the JSON; the corpus begins where it is one.
#include "read_recognised.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  pangkas::tests::read_recognised(data, size);
  return 0;
}

// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: read or refused, and what was read writes itself to the same bytes twice.
#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const std::string once = pangkas::to_json(pangkas::read_json(text, "fuzz").organisation);
    const std::string twice = pangkas::to_json(pangkas::read_json(once, "fuzz").organisation);
    if (once != twice) std::abort();
  } catch (const pangkas::error&) {
  }
  return 0;
}

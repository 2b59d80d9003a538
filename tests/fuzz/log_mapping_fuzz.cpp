// SPDX-License-Identifier: BSL-1.0
// Whatever the text of a mapping: read, or refused in a sentence.
#include <pangkas/error.hpp>
#include <pangkas/io/event_log.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    static_cast<void>(
        pangkas::read_log_mapping(std::string(reinterpret_cast<const char*>(data), size), "fuzz"));
  } catch (const pangkas::error&) {
  }
  return 0;
}

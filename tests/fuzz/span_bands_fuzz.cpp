// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: a set of bands by which an organisation is measured, or refused.
#include "chain.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/span_bands.hpp>
#include <pangkas/metrics/span_bands.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const pangkas::organisation org = fuzz::chain();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    static_cast<void>(pangkas::span_bands(org, pangkas::read_span_bands(text, "fuzz")));
  } catch (const pangkas::error&) {
  }
  return 0;
}

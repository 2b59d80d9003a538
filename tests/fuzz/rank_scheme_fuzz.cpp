// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: a rank scheme whose ranks are found by their names, or refused.
#include <pangkas/error.hpp>
#include <pangkas/io/rank_scheme.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const pangkas::rank_scheme scheme = pangkas::read_rank_scheme(text, "fuzz");
    for (const pangkas::rank& r : scheme.ranks())
      if (!scheme.find(r.name) || scheme.ranks()[*scheme.find(r.name)].name != r.name) std::abort();
  } catch (const pangkas::error&) {
  }
  return 0;
}

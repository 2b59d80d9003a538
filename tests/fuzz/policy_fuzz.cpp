// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief libFuzzer target: any bytes are a policy that can be applied and undone, or are refused
/// by an error of the library.
///
/// Built with `clang++ -fsanitize=fuzzer,address,undefined`.
#include "chain.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/undo.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const pangkas::organisation before = fuzz::chain();
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    pangkas::policy rules = pangkas::read_policy(text, "input");
    if (pangkas::needs_layers(rules)) pangkas::set_layers(rules, {2});
    const pangkas::simplification s = pangkas::simplify(before, rules);
    const pangkas::organisation back = pangkas::undo(s.after, s.changes);
    if (back.parts().superiors != before.parts().superiors ||
        back.authorities() != before.authorities() || back.parts().lines != before.parts().lines ||
        back.matters() != before.matters())
      std::abort();
    std::string written;
    pangkas::write_ledger_json(s.changes, [&](std::string_view part) { written += part; });
    if (pangkas::read_ledger(written, s.after).entries.size() != s.changes.entries.size())
      std::abort();
  } catch (const pangkas::error&) {
  }
  return 0;
}

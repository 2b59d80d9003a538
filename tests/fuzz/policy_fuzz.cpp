// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief libFuzzer target: any bytes are a policy that can be applied and undone, or are refused
/// by an error of the library.
///
/// Built with `clang++ -fsanitize=fuzzer,address,undefined`.
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/rank_scheme.hpp>
#include <pangkas/transform/simplify.hpp>
#include <pangkas/transform/undo.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace {

std::shared_ptr<const pangkas::rank_scheme> ranks() {
  return std::make_shared<pangkas::rank_scheme>(pangkas::read_rank_scheme(R"(
[scheme]
name = "indonesia"
[[rank]]
name = "II.a"
kind = "structural"
groups = ["II"]
[[rank]]
name = "III.a"
kind = "structural"
groups = ["III"]
administrative = true
[[rank]]
name = "Ahli Madya"
kind = "functional"
)",
                                                                          "ranks"));
}

/// A chain, an orphan, a cycle, authority of each source, and matters on paper and digital.
pangkas::organisation chain() {
  pangkas::organisation_builder builder(ranks());
  const auto add = [&](std::string code, std::string rank, std::string reports_to) {
    pangkas::position p;
    p.code = std::move(code);
    p.rank = std::move(rank);
    p.reports_to = std::move(reports_to);
    p.title = "Kepala Bagian";
    p.unit = "Biro Umum";
    p.flags = {"E1"};
    builder.add(p);
  };
  add("A", "II.a", "");
  add("B", "III.a", "A");
  add("C", "III.a", "B");
  add("D", "", "C");
  add("E", "III.a", "gone");
  add("F", "III.a", "G");
  add("G", "III.a", "F");
  builder.add_authority({"B", "m", {}, pangkas::authority_source::attribution, "", ""});
  builder.add_authority({"C", "m", 1.0, pangkas::authority_source::delegation, "A", ""});
  builder.add_authority({"D", "m", {}, pangkas::authority_source::mandate, "C", ""});
  pangkas::matter m;
  m.code = "m";
  m.clerical_steps = {"registry", "printing"};
  builder.add_matter(m);
  m.code = "n";
  m.channel = pangkas::matter_channel::digital;
  builder.add_matter(m);
  return std::move(builder).build().organisation;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const pangkas::organisation before = chain();
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    static_cast<void>(pangkas::read_rank_scheme(text, "input"));
  } catch (const pangkas::error&) {
  }
  try {
    static_cast<void>(pangkas::read_ledger(text, before, "input"));
  } catch (const pangkas::error&) {
  }
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

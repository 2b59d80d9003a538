// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The organisation that the fuzzers of policies and ledgers work on.
#pragma once

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/rank_scheme.hpp>

#include <memory>
#include <string>
#include <utility>

namespace fuzz {

inline std::shared_ptr<const pangkas::rank_scheme> ranks() {
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

/// @brief A chain, an orphan, a cycle, authority of each source, and matters on paper and digital.
inline pangkas::organisation chain() {
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

}  // namespace fuzz

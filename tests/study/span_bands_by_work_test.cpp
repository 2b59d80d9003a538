// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/span_bands_by_work.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <cstddef>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("managers are judged by the band that a flag names, else by the target",
          "[study][span_bands_by_work]") {
  span_band_set set;
  set.name = "test";
  set.bands = {
      {"simple", 3, 5, true, {}}, {"complex", 1, 2, false, {}}, {"none", 9, {}, false, {}}};
  // A leads B, C and D, B leads E.
  description what{
      {post("A"), post("B", "A"), post("C", "A"), post("D", "A"), post("E", "B")}, {}, {}};
  const auto summary = [&] { return span_bands_by_work(make(what), set); };
  span_band_summary found = summary();
  CHECK(found.managers == 2);
  CHECK(found.judged == 2);
  CHECK(found.per_band == std::vector<std::size_t>{1, 1, 0});
  CHECK(found.inside == 1);  // A has 3
  CHECK(found.under == 1);   // B has 1
  what.positions[1].flags = {"E1", "work:complex"};
  CHECK(summary().inside == 2);
  // The first flag that names a band stands.
  what.positions[1].flags = {"work:no such band", "work:none", "work:complex"};
  found = summary();
  CHECK(found.inside == 1);
  CHECK(found.under == 1);
  what.positions[0].flags = {"work:complex"};
  CHECK(summary().over == 1);
  // Without a target nobody is judged of whose work nothing is said.
  set.bands[0].target = false;
  what.positions[0].flags.clear();
  CHECK(summary().judged == 1);
}

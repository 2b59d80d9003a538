// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/presets.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/rank_scheme.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/undo.hpp>
#include <pangkas/simplify/validate_policy.hpp>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

organisation indonesian_ministry() {
  organisation_builder builder(preset_scheme("indonesia"));
  builder.add(post("MENTERI", "", ""));
  builder.add(post("SEKJEN", "I.a", "MENTERI"));
  builder.add(post("BIRO", "II.a", "SEKJEN"));
  builder.add(post("KABAG", "III.a", "BIRO"));
  builder.add(post("SATKER", "III.a", "BIRO", {"E1"}));
  builder.add(post("KASUBBAG", "IV.a", "KABAG"));
  builder.add(post("KAUR", "V.a", "KASUBBAG"));
  builder.add(post("STAF", "Pelaksana", "KAUR"));
  return std::move(builder).build().organisation;
}

}  // namespace

TEST_CASE("every preset rank scheme reads, under its own name", "[io][presets]") {
  const auto names = preset_schemes();
  CHECK(std::ranges::is_sorted(names));
  for (const std::string& name : names) {
    CAPTURE(name);
    const auto scheme = preset_scheme(name);
    CHECK(scheme->name() == name);
    CHECK_FALSE(scheme->ranks().empty());
    CHECK(*scheme == read_rank_scheme(preset_scheme_text(name), name));
  }
  CHECK(std::ranges::count(names, "indonesia") == 1);
  CHECK(std::ranges::count(names, "uk-civil-service") == 1);
}

TEST_CASE("every preset policy reads, and makes sense with its scheme", "[io][presets]") {
  const auto names = preset_policies();
  CHECK(names == std::vector<std::string>{"delayer", "id-central-2021", "id-regency-2021",
                                          "layers-at-most", "one-to-one", "span-floor",
                                          "spans-and-layers"});
  for (const std::string& name : names) {
    CAPTURE(name);
    const policy rules = preset_policy(name);
    CHECK(rules.name == name);
    CHECK_FALSE(preset_policy_text(name).empty());
    const auto scheme =
        rules.scheme.empty() ? std::make_shared<rank_scheme>() : preset_scheme(rules.scheme);
    CHECK_NOTHROW(validate(rules, *scheme));
    // Their layers are given, or the optimum chooses.
    CHECK(needs_layers(rules) ==
          (name == "delayer" || name == "layers-at-most" || name == "spans-and-layers"));
  }
}

TEST_CASE("a preset that is not there is an error that names those that are", "[io][presets]") {
  CHECK_THROWS_AS(preset_policy("id-central-2020"), input_error);
  CHECK_THROWS_WITH(preset_policy("id-central-2020"),
                    contains("no preset policy \"id-central-2020\"; did you mean "
                             "\"id-central-2021\"?; the presets are delayer, id-central-2021"));
  CHECK_THROWS_WITH(preset_scheme("mars"), contains("no preset rank scheme \"mars\""));
}

TEST_CASE("id-central-2021 keeps E1 and converts III, IV and V", "[io][presets]") {
  const organisation before = indonesian_ministry();
  const simplification s = simplify(before, preset_policy("id-central-2021"));
  const auto rank_of = [&](std::string_view code) {
    return std::string(s.after.rank_name(s.after.at(code)));
  };
  CHECK(rank_of("KABAG") == "Ahli Madya");
  CHECK(rank_of("KASUBBAG") == "Ahli Muda");
  CHECK(rank_of("KAUR") == "Ahli Pertama");
  CHECK(rank_of("SATKER") == "III.a");
  CHECK(s.after.declared_superior(s.after.at("STAF")) == "BIRO");
  CHECK(s.kept_exempt == 1);
  CHECK(s.must_stay == 1);
  CHECK(s.converted == 3);
  CHECK(same(before, undo(s.after, s.changes)));
}

TEST_CASE("id-regency-2021 keeps echelon III", "[io][presets]") {
  const organisation before = indonesian_ministry();
  const simplification s = simplify(before, preset_policy("id-regency-2021"));
  CHECK(s.after.rank_name(s.after.at("KABAG")) == "III.a");
  CHECK(s.after.rank_name(s.after.at("KASUBBAG")) == "Ahli Muda");
  CHECK(s.after.declared_superior(s.after.at("STAF")) == "KABAG");
  CHECK(s.must_stay == 2);
}

TEST_CASE("delayer takes the managers of the layers asked for out of the line", "[io][presets]") {
  const organisation before = indonesian_ministry();
  policy rules = preset_policy("delayer");
  set_layers(rules, {4});
  const simplification s = simplify(before, rules);
  CHECK(s.converted == 1);  // SATKER is in the layer too, but no manager
  CHECK(s.after.rank_name(s.after.at("KABAG")) == "III.a");
  CHECK(s.after.kind(s.after.at("KABAG")) == position_kind::functional);
  CHECK(s.after.declared_superior(s.after.at("KASUBBAG")) == "BIRO");
  CHECK(same(before, undo(s.after, s.changes)));
}

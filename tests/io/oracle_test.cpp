// SPDX-License-Identifier: BSL-1.0
// Expected values: tests/data/oracle, which tools/make_oracle.py computes from the same files with
// NetworkX and shares no code with this library.
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/study/measures.hpp>

#include "support/catch.hpp"
#include "support/data.hpp"

#include <pangkas/io/presets.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/study/before_after.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;
using nlohmann::json;

namespace {

const std::string source_folder = PANGKAS_SOURCE_DIR;

json oracle(const std::string& name) {
  return json::parse(read_file(source_folder + "/tests/data/oracle/" + name))["organisations"];
}

void check_number(const std::optional<double>& found, const json& expected) {
  if (expected.is_null()) {
    CHECK_FALSE(found.has_value());
  } else {
    REQUIRE(found.has_value());
    CHECK_THAT(*found, within(expected.get<double>(), 1e-9));
  }
}

/// Every figure that the oracle has of one state of an organisation.
void check_measures(const measures& found, const json& expected) {
  CHECK(found.positions == expected["posts"]);
  CHECK(found.placed == expected["placed"]);
  CHECK(found.roots == expected["roots"]);
  CHECK(found.layers.layers == expected["levels"]);
  CHECK(found.layers.per_layer == expected["level_sizes"].get<std::vector<std::size_t>>());
  if (found.placed > 0) check_number(found.layers.mean_depth, expected["mean_depth"]);
  CHECK(found.pair_distance.pairs == expected["pairs"]);
  check_number(found.pair_distance.mean, expected["mean_pair_distance"]);
  if (!expected["diameter"].is_null()) CHECK(found.pair_distance.diameter == expected["diameter"]);
  CHECK(found.spans.managers == expected["managers"]);
  CHECK(found.spans.one_to_one == expected["one_to_one"]);
  if (found.spans.managers > 0) {
    CHECK(found.spans.max == expected["max_span"]);
    check_number(found.spans.mean, expected["mean_span"]);
    check_number(found.spans.median, expected["median_span"]);
  }
  for (std::size_t i = 0; i < span_bucket_names.size(); ++i)
    CHECK(found.spans.buckets[i] == expected["span_buckets"][std::string(span_bucket_names[i])]);

  const decision_summary& d = found.decisions;
  CHECK(static_cast<std::size_t>(d.volume) - d.undecidable == expected["non_managing"]);
  if (expected["non_managing"] == 0) return;
  if (expected.contains("mean_span_seats")) {
    check_number(found.spans_in_seats.mean, expected["mean_span_seats"]);
    CHECK(found.spans_in_seats.max == expected["max_span_seats"].get<double>());
    check_number(found.spans_in_filled.mean, expected["mean_span_filled"]);
    CHECK(found.spans_in_filled.max == expected["max_span_filled"].get<double>());
  }
  check_number(d.mean_hand_offs, expected["depth"]["mean"]);
  CHECK(d.p50 == expected["depth"]["p50"]);
  CHECK(d.p90 == expected["depth"]["p90"]);
  CHECK(d.max == expected["depth"]["max"]);
}

std::vector<std::size_t> layers_of(const std::string& key) {
  std::vector<std::size_t> layers;
  std::istringstream numbers(key);
  for (std::string number; std::getline(numbers, number, ',');)
    layers.push_back(std::stoul(number));
  return layers;
}

void check_delayered(const organisation& before, const json& expected) {
  check_measures(measure(before), expected);
  if (!expected.contains("delayered")) return;
  for (const auto& [layers, after_expected] : expected["delayered"].items()) {
    INFO("layers " << layers);
    policy rules = preset_policy("delayer");
    set_layers(rules, layers_of(layers));
    const simplification result = simplify(before, rules);
    CHECK(result.converted == after_expected["converted"]);
    check_measures(measure(result.after), after_expected);
    const before_after change = compare(before, result.after);
    check_number(change.formal, after_expected["shrink"]);
    CHECK(change.longer == after_expected["longer"]);
  }
}

organisation organisation_of(const std::vector<std::string>& files) {
  return read_organisation(files).organisation;
}

/// Checks the returns of 2013 that are in a folder, and returns how many there were.
std::size_t check_returns(const std::filesystem::path& folder) {
  std::size_t returns = 0;
  const json all = oracle("uk-organograms-2013.json");
  for (const auto& [name, expected] : all.items()) {
    const std::filesystem::path file = folder / (name + "-senior.csv");
    if (!std::filesystem::exists(file)) continue;
    INFO(name);
    check_delayered(organisation_of({file.string()}), expected);
    ++returns;
  }
  return returns;
}

}  // namespace

TEST_CASE("A sample of the UK returns of 2013 measures as the oracle says", "[io][oracle]") {
  CHECK(check_returns(sample_data("uk-organograms-2013")) == 4);
}

TEST_CASE("Every UK return of 2013, and each layer of it delayered, measures as the oracle says",
          "[io][shared-data]") {
  const auto folder = shared_data("uk-organograms-2013");
  if (folder) CHECK(check_returns(*folder) == 40);
}

TEST_CASE("The bundled Department of Health measures as the oracle says", "[io][oracle]") {
  const json expected = oracle("examples.json")["uk-department-of-health-2013"];
  const std::string folder = source_folder + "/examples/uk-department-of-health-2013/";
  check_delayered(organisation_of({folder + "senior.csv"}), expected["senior"]);
  check_delayered(organisation_of({folder + "senior.csv", folder + "junior.csv"}),
                  expected["senior_and_junior"]);
}

TEST_CASE("The bundled ministry gives the published totals under id-central-2021", "[io][oracle]") {
  const json expected = oracle("examples.json")["id-ministry"];
  const organisation before =
      organisation_of({source_folder + "/examples/id-ministry/positions.csv"});
  check_measures(measure(before), expected["before"]);
  CHECK(measure(before).totals.seats == expected["totals"]["seats"]);
  CHECK(measure(before).totals.filled == expected["totals"]["filled"].get<double>());
  CHECK(measure(before).totals.cost == expected["totals"]["cost"].get<double>());

  const simplification result = simplify(before, preset_policy("id-central-2021"));
  check_measures(measure(result.after), expected["id-central-2021"]);
  CHECK(compare(before, result.after, result.must_stay).pso_percent == 100.0);

  // 63 posts of echelon III of which 1 stays and 52 had a holder, 96 of IV of which 2 stay and 89
  // had one: Tempo and tjahjokumolo.id on the ministry for administrative reform.
  std::map<std::string, std::size_t> posts;
  std::map<std::string, double> holders;
  for (position_id p{0}; p < before.size(); ++p) {
    const position_id now = position_after(before, result.after, p);
    const std::string echelon(before.rank_name(p).substr(0, before.rank_name(p).find('.')));
    if (echelon != "III" && echelon != "IV") continue;
    ++posts[echelon];
    if (result.after.kind(now) != position_kind::functional) continue;
    ++posts[echelon + " converted"];
    holders[echelon] += before.filled(p).value();
    CHECK(result.after.rank_name(now) == (echelon == "III" ? "Ahli Madya" : "Ahli Muda"));
  }
  CHECK(posts["III"] == 63);
  CHECK(posts["III converted"] == 62);
  CHECK(posts["IV"] == 96);
  CHECK(posts["IV converted"] == 94);
  CHECK(holders["III"] == 52);
  CHECK(holders["IV"] == 89);
  CHECK(result.kept_exempt == 3);
}

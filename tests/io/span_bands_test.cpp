// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/span_bands.hpp>

#include "support/catch.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/presets.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

const std::string bands_head = "[span_bands]\nname = \"n\"\nsource = \"s\"\n";

span_band_set bands_of(const std::string& text) { return read_span_bands(text, "bands.toml"); }

}  // namespace

TEST_CASE("every preset of span bands reads, under its own name and with its source",
          "[io][span_bands]") {
  const auto names = preset_span_bands();
  CHECK(std::ranges::is_sorted(names));
  for (const std::string& name : names) {
    CAPTURE(name);
    const span_band_set set = preset_span_band_set(name);
    CHECK(set.name == name);
    CHECK_FALSE(set.title.empty());
    CHECK_FALSE(set.source.empty());
    CHECK_FALSE(set.bands.empty());
    CHECK_FALSE(preset_span_band_text(name).empty());
  }
  CHECK_THROWS_WITH(preset_span_band_set("mckinsy"),
                    contains("no preset set of span bands \"mckinsy\"; did you mean "
                             "\"mckinsey\"?"));
}

TEST_CASE("the presets of span bands hold the published numbers", "[io][span_bands]") {
  // The sources are named in the files.
  const auto numbers = [](const std::string& name) {
    std::vector<std::pair<std::size_t, std::optional<std::size_t>>> found;
    for (const span_band& band : preset_span_band_set(name).bands)
      found.emplace_back(band.low, band.high);
    return found;
  };
  using list = std::vector<std::pair<std::size_t, std::optional<std::size_t>>>;
  CHECK(numbers("orgvue") == list{{1, 1}, {2, 3}, {4, 7}, {8, 12}, {13, 16}, {17, std::nullopt}});
  CHECK(numbers("mckinsey") == list{{3, 5}, {6, 7}, {8, 10}, {11, 15}, {15, std::nullopt}});
  CHECK_FALSE(preset_span_band_set("mckinsey").target());
  CHECK(numbers("nims") == list{{3, 7}, {5, 5}});
  CHECK(numbers("texas") == list{{11, std::nullopt}});
  CHECK(numbers("apsc") == list{{5, 10}});
  CHECK(numbers("us-1993") == list{{15, std::nullopt}});
  CHECK(numbers("us-epa") == list{{11, std::nullopt}});
  CHECK(preset_span_band_set("orgvue").bands[*preset_span_band_set("orgvue").target()].name ==
        "on target");
}

TEST_CASE("span bands are read key by key", "[io][span_bands]") {
  const span_band_set set = bands_of(
      "[span_bands]\nname = \"n\"\ntitle = \"t\"\nsource = \"s\"\n"
      "[[band]]\nname = \"a\"\nhigh = 4\nnote = \"x\"\n[[band]]\nname = \"b\"\nlow = 5\ntarget = "
      "true\n");
  CHECK(set ==
        span_band_set{"n", "t", "s", {{"a", 1, 4, false, "x"}, {"b", 5, std::nullopt, true, ""}}});
}

TEST_CASE("span bands that make no sense are refused with file and line", "[io][span_bands]") {
  const std::vector<std::pair<std::string, std::string>> faults{
      {"", "bands.toml:1: span bands begin with a table [span_bands]"},
      {"x = ", "bands.toml:1: this is no valid TOML"},
      {"[span_bands]\nsource = \"s\"\n[[band]]\nname = \"a\"\n",
       "bands.toml:1: the span bands "
       "have no \"name\""},
      {"[span_bands]\nname = \"n\"\n[[band]]\nname = \"a\"\n", "have no \"source\""},
      {bands_head, "have no [[band]]"},
      {bands_head + "[[band]]\nlow = 1\n", "bands.toml:4: a [[band]] has no \"name\""},
      {bands_head + "[[band]]\nname = \"a\"\nlow = 5\nhigh = 4\n",
       "bands.toml:7: the band \"a\" is upside down: 5 to 4"},
      {bands_head + "[[band]]\nname = \"a\"\nlow = 0\n",
       "bands.toml:6: \"low\" in [[band]] must be a whole number from 1 to 4294967295, not 0"},
      {bands_head + "[[band]]\nname = \"a\"\nlow = 1.5\n",
       "\"low\" in [[band]] must be a whole "
       "number"},
      {bands_head + "[[band]]\nname = \"a\"\n[[band]]\nname = \"a\"\n",
       "bands.toml:6: two bands have the name \"a\""},
      {bands_head + "[[band]]\nname = \"a\"\ntarget = true\n[[band]]\nname = \"b\"\ntarget = "
                    "true\n",
       "bands.toml:9: \"a\" and \"b\" are both the target"},
      {bands_head + "[[band]]\nname = \"a\"\nhihg = 4\n", "unknown key \"hihg\""},
      {bands_head + "[[bands]]\nname = \"a\"\n", "unknown key \"bands\""}};
  for (const auto& [text, sentence] : faults) {
    CAPTURE(text);
    CHECK_THROWS_AS(bands_of(text), rule_error);
    CHECK_THROWS_WITH(bands_of(text), contains(sentence));
  }
}

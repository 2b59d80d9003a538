// SPDX-License-Identifier: BSL-1.0
#include "timed_frontier.hpp"

#include "json_member.hpp"
#include "number_text.hpp"
#include "streams.hpp"
#include "text_table.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>

namespace pangkas::cli {
namespace {

std::string interval_text(const mean_interval& of) {
  return fmt::format("{:.3f} ± {:.3f}", of.mean, of.half_width.value_or(0));
}

nlohmann::ordered_json json_of(const mean_interval& of) {
  return {{"mean", of.mean}, {"half_width", or_null(of.half_width)}};
}

}  // namespace

std::string timed_frontier_text(const frontier_times& found) {
  text_table table;
  table.row({"Span cap", "Hand-offs saved", "Posts converted", "Days per decision",
             "Less than today", "More than the fastest", "Busiest post"});
  for (std::size_t i = 0; i < found.points.size(); ++i) {
    const timed_frontier_point& p = found.points[i];
    table.row({std::to_string(p.point.cap), fmt::format("{:.10g}", p.point.hand_offs.value_or(0)),
               std::to_string(p.point.converted), interval_text(p.days),
               interval_text(p.saved.difference),
               found.fastest == i ? "fastest" : interval_text(p.slower),
               fmt::format("{} {}", harmless(p.busiest), percent(p.busiest_load))});
  }
  return fmt::format("{}\n\n{}", found.in_words(), table.str());
}

nlohmann::ordered_json timed_frontier_json(const frontier_times& found) {
  nlohmann::ordered_json points = nlohmann::ordered_json::array();
  for (const timed_frontier_point& p : found.points)
    points.push_back({{"span_cap", p.point.cap},
                      {"days", json_of(p.days)},
                      {"saved_days", json_of(p.saved.difference)},
                      {"slower_than_fastest", json_of(p.slower)},
                      {"as_fast", p.is_as_fast()},
                      {"busiest", {{"code", p.busiest}, {"load", p.busiest_load}}}});
  // A frontier has a point at least.
  nlohmann::ordered_json json{{"today", json_of(found.today)},
                              {"fastest", found.points[found.fastest.value()].point.cap}};
  json["points"] = std::move(points);
  json["in_words"] = found.in_words();
  return json;
}

}  // namespace pangkas::cli

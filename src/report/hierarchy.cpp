// SPDX-License-Identifier: BSL-1.0
#include "json_of.hpp"

#include <pangkas/core/impl/words.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/report/hierarchy.hpp>
#include <pangkas/study/hierarchy_measures.hpp>
#include <pangkas/study/span_bands_by_work.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using nlohmann::ordered_json;

constexpr hierarchy_limits usual_limits;

/// One figure on one network.
struct finding_of_measure {
  figure value = absence::not_given;
  std::string beyond;  ///< which limit, where it is the reason
  std::string words;   ///< what stands behind the number
  ordered_json more = ordered_json::object();
};

struct measure_entry {
  std::string name;
  std::string sees;
  finding_of_measure command;
  std::optional<finding_of_measure> all;  ///< absent for a measure of command lines alone
};

finding_of_measure finding_of(const organisation& org, const most_between& most) {
  finding_of_measure f{most.betweenness, {}, std::string(org.code(most.position))};
  f.more = {{"position", f.words}, {"starts", most.starts}, {"error_bound", most.error_bound}};
  if (most.starts == org.size()) return f;
  f.words += fmt::format(
      ", estimated from {} of {} starts, seed {}; off by {:.6g} at most with 95 % confidence",
      most.starts, org.size(), most.seed, most.error_bound);
  f.more["confidence"] = most.confidence;
  f.more["seed"] = most.seed;
  return f;
}

finding_of_measure finding_of(const organisation& org, const most_dependants& most) {
  const std::string code(org.code(most.position));
  return {double(most.dependants), {}, code, {{"position", code}}};
}

finding_of_measure finding_of(const organisation& org, const widest_span& widest) {
  const std::string code(org.code(widest.position));
  return {widest.relationships,
          "the span is too wide for a number",
          fmt::format("{} with a span of {}", code, widest.span),
          {{"position", code}, {"span", widest.span}}};
}

finding_of_measure finding_of(const organisation& org, const best_line& best) {
  const auto [from, to] = best.line;
  return {best.shortening,
          {},
          fmt::format("a line between {} and {}", org.code(from), org.code(to)),
          {{"from", org.code(from)}, {"to", org.code(to)}}};
}

template <class Found>
finding_of_measure finding_of(const organisation& org, const reasoned<Found>& found,
                              std::string beyond = {}) {
  return found ? finding_of(org, *found)
               : finding_of_measure{*found.why_absent(), std::move(beyond)};
}

finding_of_measure finding_of(const organisation& org, const sampled_line_distance& found) {
  finding_of_measure f{found.mean};
  if (found.starts == org.size()) {
    if (found.mean) f.words = fmt::format("longest {}", found.longest);
    f.more = {{"longest", found.longest}, {"starts", found.starts}};
    return f;
  }
  f.more = {{"longest_seen", found.longest},
            {"starts", found.starts},
            {"seed", found.seed},
            {"confidence", found.confidence},
            {"low", found.low ? ordered_json(*found.low) : ordered_json()},
            {"high", found.high ? ordered_json(*found.high) : ordered_json()}};
  if (!found.mean) return f;
  f.words = fmt::format("estimated from {} of {} starts, seed {}; longest seen {}", found.starts,
                        org.size(), found.seed, found.longest);
  if (found.low)
    f.words += fmt::format("; 95 % confidence {:.6g} to {:.6g}", *found.low, *found.high);
  return f;
}

/// The measures of both networks, in the order of the report.
std::vector<measure_entry> entries_of_networks(const organisation& org,
                                               const hierarchy_measures& found) {
  std::vector<measure_entry> entries;
  const auto add = [&](std::string name, std::string sees, const auto& finding) {
    entries.push_back(
        {std::move(name), std::move(sees), finding(found.command), finding(found.all)});
  };
  using figure_of_network = figure network_measures::*;
  const auto add_figure = [&](std::string name, std::string sees, figure_of_network which,
                              const std::string& beyond = {}) {
    add(std::move(name), std::move(sees), [&](const network_measures& network) {
      return finding_of_measure{network.*which, beyond};
    });
  };
  const auto tangled = [&](std::size_t limit) {
    return fmt::format("{}, limit {} of those at or above one with a second superior",
                       detail::how_many(org.size(), "position"), limit);
  };
  const std::string tolerance =
      fmt::format("the tolerance was not reached in {} steps", usual_limits.steps);
  add_figure("krackhardt_connectedness",
             "pairs with a way between them; blind to flattening: 1 for every tree, chain and star "
             "alike",
             &network_measures::krackhardt_connectedness);
  add_figure("krackhardt_hierarchy",
             "pairs that are not above each other; blind to flattening: 1 without cycles",
             &network_measures::krackhardt_hierarchy, tangled(usual_limits.reach));
  add_figure(
      "krackhardt_efficiency_sna",
      "how few lines beyond a tree's, each direction a line; blind to flattening: 1 for every "
      "tree",
      &network_measures::krackhardt_efficiency_sna);
  add_figure(
      "krackhardt_efficiency_ucinet",
      "the same with a pair's two lines as one, by component; blind to flattening: 1 for every "
      "tree",
      &network_measures::krackhardt_efficiency_ucinet);
  add_figure(
      "krackhardt_efficiency_undirected",
      "the same against the room of an undirected network; blind to flattening: 1 for every tree",
      &network_measures::krackhardt_efficiency_undirected);
  add_figure("krackhardt_lub_least",
             "pairs with one lowest common superior; blind to flattening: 1 for every tree",
             &network_measures::krackhardt_lub_least, tangled(usual_limits.common_tops));
  add_figure("krackhardt_lub_sna",
             "pairs with exactly one common top; blind to flattening: 1 for every tree",
             &network_measures::krackhardt_lub_sna, tangled(usual_limits.common_tops));
  add_figure("flow_hierarchy",
             "lines that are on no cycle; blind to flattening and to second superiors",
             &network_measures::flow_hierarchy);
  add_figure(
      "global_reaching_centrality",
      "how far the top is ahead in reach; sees flattening through the mean depth alone, a star "
      "has 1",
      &network_measures::global_reaching_centrality, tangled(usual_limits.reach));
  add_figure(
      "trophic_incoherence_q",
      "lines over several layers; blind to flattening: 0 for every tree; needs a top above all",
      &network_measures::trophic_incoherence_q, tolerance);
  add_figure("trophic_incoherence_f0",
             "lines over several layers, and cycles; blind to flattening: 0 for every tree",
             &network_measures::trophic_incoherence_f0, tolerance);
  add("betweenness_down_max",
      "the position on most ways down between others; sees bottlenecks, not their workload",
      [&](const network_measures& network) {
        return finding_of(org, network.betweenness_down_max);
      });
  add("dominator_dependants_max",
      "for how many one position below the tops is the only way up; sees what second lines "
      "bridge",
      [&](const network_measures& network) {
        return finding_of(org, network.dominator_dependants_max);
      });
  add("line_distance_down",
      "lines between superior and subordinate; sees flattening, not who reviews",
      [&](const network_measures& network) { return finding_of(org, network.line_distance_down); });
  add("line_distance_both",
      "lines between any two, up and down; sees flattening, and no role that is no line",
      [&](const network_measures& network) { return finding_of(org, network.line_distance_both); });
  return entries;
}

std::vector<measure_entry> entries_of_command(const organisation& org,
                                              const hierarchy_measures& found) {
  const std::string steps = fmt::format(
      "{}, limit {} steps", detail::how_many(org.size(), "position"), usual_limits.steps);
  return {{"total_path_length",
           "command lines between all pairs of a tree, added up; sees flattening",
           {found.total_path_length},
           {}},
          {"best_line_down",
           "most that one line from a superior far down takes off that total",
           finding_of(org, found.best_line_down, steps),
           {}},
          {"best_line_between_equals",
           "most that one line between two of a layer takes off that total",
           finding_of(org, found.best_line_between_equals, steps),
           {}},
          {"graicunas_max",
           "relationships of the widest span; ranks spans, says nothing of hours",
           finding_of(org, found.graicunas_max),
           {}},
          {"strata_compression_share",
           "superiors in the stratum of their subordinate; needs time-spans",
           {found.strata_compression_share},
           {}}};
}

struct hierarchy {
  std::size_t command_lines = 0;
  std::size_t lines = 0;
  std::vector<measure_entry> measures;
  std::vector<std::pair<span_band_set, span_band_summary>> bands;
};

constexpr std::array<std::string_view, 5> counted_words{
    "positions", "seats", "filled seats", "managers", "seats to each seat of the head"};

std::string_view words_of(counted spans) { return counted_words[static_cast<std::size_t>(spans)]; }

hierarchy hierarchy_of(const organisation& org, counted spans) {
  const hierarchy_measures measured = measure_hierarchy(org, usual_limits);
  hierarchy found{
      measured.command.lines, measured.all.lines, entries_of_networks(org, measured), {}};
  for (measure_entry& entry : entries_of_command(org, measured))
    found.measures.push_back(std::move(entry));

  for (const std::string& name : preset_span_bands()) {
    span_band_set set = preset_span_band_set(name);
    span_band_summary summary = span_bands_by_work(org, set, spans);
    found.bands.emplace_back(std::move(set), std::move(summary));
  }
  return found;
}

std::string number(double value) {
  return value >= 1e6 && value < 1e15 &&
                 value == static_cast<double>(static_cast<std::int64_t>(value))
             ? fmt::format("{}", static_cast<std::int64_t>(value))
             : fmt::format("{:.6g}", value);
}

std::string reason_of(const finding_of_measure& f) {
  const absence why = *f.value.why_absent();
  if (why == absence::too_large || why == absence::not_converged)
    return "not computed: " + f.beyond;
  return fmt::format("undefined: {}", to_string(why));
}

std::string in_words(const finding_of_measure& f) {
  if (!f.value) return "– (" + reason_of(f) + ")";
  return f.words.empty() ? number(*f.value) : fmt::format("{} ({})", number(*f.value), f.words);
}

ordered_json json_of(const finding_of_measure& f) {
  ordered_json object{{"value", f.value ? ordered_json(*f.value) : ordered_json()}};
  if (!f.value) object["reason"] = reason_of(f);
  for (const auto& [key, value] : f.more.items()) object[key] = value;
  return object;
}

std::string percent(const figure& share) {
  return share ? fmt::format("{:.1f} %", *share * 100) : std::string("–");
}

ordered_json json_of(const organisation& org, counted spans) {
  const hierarchy found = hierarchy_of(org, spans);
  ordered_json measures = ordered_json::object();
  for (const measure_entry& entry : found.measures) {
    ordered_json object{{"sees", entry.sees}, {"command_lines", json_of(entry.command)}};
    if (entry.all) object["all_lines"] = json_of(*entry.all);
    measures[entry.name] = std::move(object);
  }
  const auto share = [](const figure& f) { return f ? ordered_json(*f) : ordered_json(); };
  ordered_json bands = ordered_json::object();
  for (const auto& [set, summary] : found.bands) {
    ordered_json per_band = ordered_json::object();
    for (std::size_t i = 0; i < set.bands.size(); ++i)
      per_band[set.bands[i].name] = summary.per_band[i];
    bands[set.name] = {{"title", set.title},
                       {"source", set.source},
                       {"spans_in", words_of(spans)},
                       {"managers", summary.managers},
                       {"per_band", std::move(per_band)},
                       {"in_no_band", summary.in_no_band},
                       {"judged", summary.judged},
                       {"inside", summary.inside},
                       {"under", summary.under},
                       {"over", summary.over},
                       {"share_inside", share(summary.share_inside)},
                       {"share_under", share(summary.share_under)},
                       {"share_over", share(summary.share_over)},
                       {"others_per_manager", share(summary.others_per_manager)}};
  }
  return {{"lines", {{"command", found.command_lines}, {"all", found.lines}}},
          {"measures", std::move(measures)},
          {"span_bands", std::move(bands)}};
}

}  // namespace

std::string hierarchy_text(const organisation& org, counted spans) {
  const hierarchy found = hierarchy_of(org, spans);
  const bool has_others = found.lines != found.command_lines;
  std::string text = fmt::format(
      "\nHierarchy, by lines superior → subordinate: {} command lines, {} of other types\n",
      found.command_lines, found.lines - found.command_lines);
  for (const measure_entry& entry : found.measures) {
    if (!has_others || !entry.all)
      text += fmt::format("  {:<33} {}\n", entry.name, in_words(entry.command));
    else
      text += fmt::format("  {:<33} command lines {}\n  {:<33} all lines     {}\n", entry.name,
                          in_words(entry.command), "", in_words(*entry.all));
    text += fmt::format("      {}\n", entry.sees);
  }
  text += fmt::format(
      "\nSpan bands, in {}: managers inside, under and over the band of their work (flag "
      "work:NAME), else of the target\n",
      words_of(spans));
  for (const auto& [set, summary] : found.bands) {
    text += fmt::format("  {:<16} inside {}, under {}, over {} of {} judged: {}\n", set.name,
                        percent(summary.share_inside), percent(summary.share_under),
                        percent(summary.share_over), summary.judged, set.title);
    text += fmt::format("  {:<16} ", "");
    for (std::size_t i = 0; i < set.bands.size(); ++i)
      text += fmt::format("{}: {}; ", set.bands[i].name, summary.per_band[i]);
    text += fmt::format("in no band: {}\n", summary.in_no_band);
  }
  if (found.bands.front().second.others_per_manager)
    text += fmt::format(
        "  {} without subordinates for each manager\n",
        detail::how_many(number(*found.bands.front().second.others_per_manager), "position"));
  return text;
}

std::string hierarchy_to_json(const organisation& org, counted spans) {
  return detail::text_of(json_of(org, spans));
}

std::string to_json_with_hierarchy(const organisation& org, const measures& found,
                                   const evidence& origin, const std::optional<decided>& decisions,
                                   counted spans) {
  ordered_json all = detail::json_of(found, origin, decisions);
  all["hierarchy"] = json_of(org, spans);
  return detail::text_of(all);
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#include <pangkas/report/event_log.hpp>

#include "json_of.hpp"

#include "io/json_values.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::or_null;
using nlohmann::ordered_json;

ordered_json json_of_spread(const std::optional<spread>& of) {
  if (!of) return nullptr;
  return {{"mean", of->mean}, {"median", of->median}, {"p90", of->p90}, {"max", of->max}};
}

ordered_json share(std::size_t part, std::size_t whole) {
  if (whole == 0) return nullptr;
  return static_cast<double>(part) / static_cast<double>(whole);
}

ordered_json json_of_instant(micros at) {
  if (at == no_instant) return nullptr;
  return to_string(written_instant{at, 0, true});
}

ordered_json json_of_cycles(const log_findings& found) {
  ordered_json all = ordered_json::array();
  for (const cycle_distribution& c : found.cycles)
    all.push_back({{"matter", c.matter == no_entry ? ordered_json()
                                                   : ordered_json(found.matter_names[c.matter])},
                   {"cases", c.cases},
                   {"quantiles", c.quantiles}});
  return all;
}

/// Pairs of different performers, the most frequent first.
ordered_json json_of_pairs(const std::vector<performer_pair>& pairs, const text_column& names) {
  std::vector<performer_pair> most;
  for (const performer_pair& p : pairs)
    if (p.from != p.to) most.push_back(p);
  std::ranges::stable_sort(most, std::greater<>(), &performer_pair::count);
  const std::size_t told = std::min(most.size(), most_hand_overs_told);
  const auto name = [&](std::uint32_t p) {
    return p < names.size() ? ordered_json(names[p]) : ordered_json();
  };
  ordered_json list = ordered_json::array();
  for (std::size_t i = 0; i < told; ++i)
    list.push_back({{"from", name(most[i].from)},
                    {"to", name(most[i].to)},
                    {"hand_overs", most[i].count},
                    {"cases", most[i].cases}});
  return {{"pairs", std::move(list)}, {"left_out", most.size() - told}};
}

ordered_json json_of_log(const log_findings& found) {
  const log_summary& s = found.summary;
  const hand_over_figures& h = found.hand_overs;
  ordered_json log{
      {"format", to_string(found.format)},
      {"cases", s.cases},
      {"events", s.events},
      {"activities", s.activities},
      {"performers", h.performers},
      {"without_performer", h.without},
      {"variants", s.variants.size()},
      {"rework_cases", s.rework_cases},
      {"rework_events", s.rework_events},
      {"self_loops", s.self_loops},
      {"repeats", h.repeats},
      {"redone", h.redone},
      {"returns", h.returns},
      {"return_cases", h.return_cases},
      {"hand_overs",
       {{"level", to_string(found.level)},
        {"missing", to_string(h.missing)},
        {"left_out", share(h.missing == missing_performer::value ? 0 : h.without, s.events)},
        {"pairs", h.pairs},
        {"total", h.total},
        {"causal", h.causal},
        {"arcs", h.arcs},
        {"mean", h.of_case.mean},
        {"median", h.of_case.median},
        {"p90", h.of_case.p90},
        {"max", h.of_case.max},
        {"cases_without", h.cases_without},
        {"gap_hours_at", json_of_spread(h.gap_hours_at)},
        {"gap_hours_without", json_of_spread(h.gap_hours_without)}}},
      {"performers_of_case", h.performers_of_case},
      {"subcontracting", h.subcontracting},
      {"cycle_days", json_of_spread(s.cycle_days)},
      {"cycles", json_of_cycles(found)},
      {"interarrival_hours", or_null(s.interarrival_hours)},
      {"interarrival_cv", or_null(s.interarrival_cv)},
      {"first", json_of_instant(s.first)},
      {"last", json_of_instant(s.last)},
      {"start_stamps", found.has_starts},
      {"stamps",
       {{"without_time", s.stamps.without_time},
        {"backward_cases", s.stamps.backward_cases},
        {"tied_pairs", s.stamps.tied_pairs},
        {"whole_days", s.stamps.whole_days},
        {"weekend", share(s.stamps.weekend_events, s.events)},
        {"office_hours", share(s.stamps.office_events, s.events)}}}};
  if (found.flattening)
    log["flattening"] = {{"events", found.flattening->events},
                         {"without_case", found.flattening->without},
                         {"convergence", found.flattening->convergence},
                         {"divergence", found.flattening->divergence}};
  return log;
}

ordered_json json_of_matter(const matter_against_chart& m, const organisation& org) {
  const auto codes = [&](const std::vector<position_id>& positions) {
    ordered_json list = ordered_json::array();
    for (const position_id p : positions) list.push_back(org.code(p));
    return list;
  };
  ordered_json without = ordered_json::array();
  for (const auto& [p, times] : m.without_right)
    without.push_back({{"position", org.code(p)}, {"cases", times}});
  const std::size_t decided = m.decided_at + m.decided_above + m.decided_below + m.decided_beside;
  return {{"matter", org.matters()[m.matter].code},
          {"cases", m.cases},
          {"compared", m.compared},
          {"unmapped", m.unmapped},
          {"undecidable", m.undecidable},
          {"exact", share(m.exact, m.compared)},
          {"shorter", share(m.shorter, m.compared)},
          {"longer", share(m.longer, m.compared)},
          {"other", share(m.other, m.compared)},
          {"observed_hand_offs", m.observed_hand_offs},
          {"predicted_hand_offs", m.predicted_hand_offs},
          {"mean_difference", m.observed_hand_offs - m.predicted_hand_offs},
          {"skipped", m.skipped},
          {"inserted", m.inserted},
          {"returned", m.returned},
          {"fitness", m.fitness},
          {"decided",
           {{"at", m.decided_at},
            {"above", m.decided_above},
            {"below", m.decided_below},
            {"beside", m.decided_beside}}},
          {"authority",
           {{"fitness", share(m.allowed, decided)},
            {"precision", share(m.rights.size() - m.dead_rights.size(), m.rights.size())},
            {"dead", codes(m.dead_rights)},
            {"without", std::move(without)}}}};
}

ordered_json json_of_chart(const log_findings& found, const organisation& org) {
  const mapped_log& map = *found.mapped;
  const std::size_t by_somebody = map.mapped + map.external + map.unmapped;
  ordered_json missing = ordered_json::array();
  for (const unmapped_performer& u : map.missing)
    missing.push_back({{"resource", or_null(u.resource)},
                       {"role", or_null(u.role)},
                       {"group", or_null(u.group)},
                       {"events", u.events}});
  ordered_json chart{
      {"mapped_events", share(map.mapped + map.external, by_somebody)},
      {"external_events", share(map.external, by_somebody)},
      {"resources", map.resources},
      {"mapped_resources", map.mapped_resources},
      {"resources_of_several", map.resources_of_several},
      {"unmapped", std::move(missing)},
      {"never_seen", map.never_seen.size()},
      {"between_positions", json_of_pairs(found.between_positions, map.positions.names)},
      {"between_units", json_of_pairs(found.between_units, map.units.names)}};
  if (!found.chart) return chart;
  const chart_comparison& c = *found.chart;
  const matter_against_chart all = all_of(c.matters);
  chart["least_mapped"] = found.least_mapped;
  chart["compared"] = all.compared;
  chart["exact"] = share(all.exact, all.compared);
  chart["shorter"] = share(all.shorter, all.compared);
  chart["longer"] = share(all.longer, all.compared);
  const bool any = all.compared != 0;
  chart["mean_difference"] =
      any ? ordered_json(all.observed_hand_offs - all.predicted_hand_offs) : ordered_json();
  chart["fitness"] = any ? ordered_json(all.fitness) : ordered_json();
  chart["unknown_matter"] = c.unknown_matter;
  ordered_json matters = ordered_json::array();
  for (const matter_against_chart& m : c.matters) matters.push_back(json_of_matter(m, org));
  chart["matters"] = std::move(matters);
  chart["hand_overs"] = {
      {"up", c.up}, {"down", c.down}, {"sideways", c.sideways}, {"across", c.across}};
  chart["shadow_steps"] = c.shadow_steps ? share(*c.shadow_steps, c.steps) : ordered_json();
  ordered_json gaps = ordered_json::array();
  for (const traffic_gap& g : c.gaps)
    gaps.push_back(
        {{"position", org.code(g.position)}, {"observed", g.observed}, {"predicted", g.predicted}});
  chart["traffic"] = {{"rank_correlation", or_null(c.traffic_correlation)},
                      {"gaps", std::move(gaps)}};
  return chart;
}

ordered_json json_of_estimate(const std::optional<estimate>& e) {
  if (!e) return nullptr;
  return {{"value", e->value}, {"low", e->low}, {"high", e->high}, {"n", e->n}};
}

/// Shares of all waiting.
ordered_json json_of_causes(const std::optional<waiting_causes>& causes) {
  if (!causes) return nullptr;
  const auto part = [all = static_cast<double>(causes->all())](micros of) {
    return static_cast<double>(of) / all;
  };
  return {{"off_duty", part(causes->off_duty)},
          {"batching", part(causes->batching)},
          {"contention", part(causes->contention)},
          {"prioritisation", part(causes->prioritisation)},
          {"extraneous", part(causes->extraneous)}};
}

ordered_json json_of_calibrated(const std::vector<calibrated_matter>& found) {
  ordered_json all = ordered_json::array();
  for (const calibrated_matter& m : found)
    all.push_back({{"matter", or_null(m.matter)},
                   {"cases", m.cases},
                   {"open", m.open},
                   {"span_days", or_null(m.span_days)},
                   {"volume", json_of_estimate(m.volume)},
                   {"work_minutes", json_of_estimate(m.work_minutes)},
                   {"work_is", m.from_starts ? "measured" : "at most"},
                   {"waiting_hours", json_of_estimate(m.waiting_hours)},
                   {"steps_without_work", m.steps_without_work},
                   {"why_not", or_null(m.why_not)},
                   {"returned", or_null(m.returned)},
                   {"waiting", json_of_causes(m.causes)},
                   {"arrivals",
                    {{"interarrival_hours", or_null(m.interarrival_hours)},
                     {"interarrival_cv", or_null(m.interarrival_cv)},
                     {"by_weekday", m.by_weekday},
                     {"by_hour", m.by_hour},
                     {"by_month", m.by_month}}}});
  return all;
}

}  // namespace

log_findings findings_of(const log_read& read, log_level level, missing_performer missing,
                         std::optional<mapped_log> mapped, const organisation* org,
                         const against_chart_options& beside) {
  log_findings found;
  found.mapped = std::move(mapped);
  found.format = read.format;
  found.flattening = read.flattening;
  found.summary = summary_of(read.log);
  found.level = level;
  found.hand_overs =
      hand_over_figures_of(read.log, performers_of(read.log, found.mapped, level), missing);
  found.cycles = cycle_distributions(read.log);
  found.matter_names = read.log.matters.names;
  found.has_starts = !read.log.starts.empty();
  found.least_mapped = beside.least_mapped;
  if (found.mapped) {
    found.between_positions = hand_overs(read.log, found.mapped->positions, missing);
    found.between_units = hand_overs(read.log, found.mapped->units, missing);
  }
  if (org != nullptr && !org->matters().empty())
    found.chart = path_against_chart(read.log, *found.mapped, *org, beside);
  return found;
}

std::string to_json(const log_findings& found, const organisation* org, const evidence& origin,
                    const earlier_findings& earlier) {
  ordered_json all = detail::json_head(origin);
  if (earlier.found != nullptr) {
    all["earlier"]["log"] = json_of_log(*earlier.found);
    if (earlier.org != nullptr)
      all["earlier"]["chart"] = json_of_chart(*earlier.found, *earlier.org);
  }
  all["log"] = json_of_log(found);
  if (org != nullptr) all["chart"] = json_of_chart(found, *org);
  if (found.calibrated) all["calibrated"] = json_of_calibrated(*found.calibrated);
  return detail::text_of(all);
}

}  // namespace pangkas

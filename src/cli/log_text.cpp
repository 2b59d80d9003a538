// SPDX-License-Identifier: BSL-1.0
#include "log_text.hpp"

#include "number_text.hpp"
#include "streams.hpp"
#include "text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

std::string share_of(std::size_t part, std::size_t whole) {
  return whole == 0 ? "–" : percent(static_cast<double>(part) / static_cast<double>(whole));
}

std::string many(std::size_t count) { return grouped(static_cast<double>(count)); }

/// Hours as people say them: a working time of seconds and a wait of weeks stand in one column.
std::string duration(double hours) {
  if (hours < 1.0 / 60) return fmt::format("{} s", shown(hours * 3600));
  if (hours < 1) return fmt::format("{} min", shown(hours * 60));
  if (hours < 48) return fmt::format("{} h", shown(hours));
  return fmt::format("{} days", shown(hours / 24));
}

std::vector<std::string> spread_row(const std::string& what, const std::optional<spread>& of,
                                    const std::function<std::string(double)>& text) {
  if (!of) return {what, "–", "–", "–", "–"};
  return {what, text(of->mean), text(of->median), text(of->p90), text(of->max)};
}

std::string how_missing(const log_findings& found) {
  // In the order of missing_performer.
  constexpr std::array<std::string_view, 3> conventions{
      "nobody is a performer of its own:", "events without performer left out first:",
      "only pairs whose performers are both known; without one are"};
  const hand_over_figures& h = found.hand_overs;
  return fmt::format("{} {} of {}, {}", conventions[static_cast<std::size_t>(h.missing)],
                     many(h.without), counted(many(found.summary.events), "event"),
                     share_of(h.without, found.summary.events));
}

std::string figures_text(const log_findings& found, const std::vector<performer_pair>& pairs,
                         const event_column& performers) {
  const log_summary& s = found.summary;
  const hand_over_figures& h = found.hand_overs;
  std::string text =
      fmt::format("\nHand-overs by {} ({})\n", to_string(found.level), how_missing(found));
  if (h.performers == 0)
    return text + fmt::format("  the log names nobody at this level; choose another (--level)\n");
  text_table of_case;
  of_case.row({"  a case", "mean", "median", "90 %", "most"});
  of_case.row(spread_row("  hand-overs", h.of_case, [](double v) { return shown(v); }));
  const auto in_hours = [](double days) { return duration(24 * days); };
  of_case.row(spread_row("  from its first to its last step", s.cycle_days, in_hours));
  of_case.row(spread_row("  before a step by another", h.gap_hours_at, duration));
  of_case.row(spread_row("  before a step by the same", h.gap_hours_without, duration));
  text += of_case.str();
  text_table counts;
  counts.row({"  hand-overs in all", many(h.total)});
  counts.row({"  of them where one step leads to the other", many(h.causal)});
  counts.row({"  cases without one", many(h.cases_without)});
  counts.row({"  performers", many(h.performers)});
  counts.row({"  performers of a case, mean", shown(h.performers_of_case)});
  counts.row({"  given and taken back (subcontracting)", many(h.subcontracting)});
  counts.row({"  steps back to one who had left", many(h.returns)});
  counts.row({"  cases that went back", many(h.return_cases)});
  counts.row({"  the same activity again, by the same", many(h.repeats)});
  counts.row({"  the same activity again, by another", many(h.redone)});
  text += "\n" + counts.str();

  std::vector<performer_pair> most;
  for (const performer_pair& p : pairs)
    if (p.from != p.to) most.push_back(p);
  if (most.empty()) return text;
  std::ranges::stable_sort(most, std::greater<>(), &performer_pair::count);
  const std::size_t all = most.size();
  most.resize(std::min<std::size_t>(most.size(), 10));
  text_table table;
  table.row({fmt::format("  most frequent, of {}", many(all)), "hand-overs", "cases"});
  const auto name = [&](std::uint32_t p) {
    return p == performers.names.size() ? std::string("(nobody)")
                                        : std::string(performers.names[p]);
  };
  for (const performer_pair& p : most)
    table.row({fmt::format("  {} > {}", name(p.from), name(p.to)), many(p.count), many(p.cases)});
  return text + "\n" + table.str();
}

std::string variants_text(const log_summary& s, const event_log& log) {
  text_table table;
  const std::size_t shown_variants = std::min<std::size_t>(5, s.variants.size());
  table.row(
      {fmt::format("  most frequent paths, of {}", many(s.variants.size())), "cases", "share"});
  for (std::size_t v = 0; v < shown_variants; ++v) {
    const std::uint32_t c = s.variants[v].first_case;
    std::string path;
    constexpr std::size_t longest = 90;
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) {
      const std::string_view step = log.activities.text(e);
      if (path.size() + step.size() > longest && e > log.begin[c]) {
        path += fmt::format(" > … ({} steps)", log.begin[c + 1] - log.begin[c]);
        break;
      }
      path += (path.empty() ? "" : " > ") + std::string(step);
    }
    table.row({"  " + path, many(s.variants[v].cases), share_of(s.variants[v].cases, s.cases)});
  }
  return "\n" + table.str();
}

std::string performer_text(const unmapped_performer& u) {
  std::string text = u.resource;
  for (const std::string* more : {&u.role, &u.group})
    if (!more->empty()) text += (text.empty() ? "" : ", ") + *more;
  return text;
}

std::string map_text(const mapped_log& m) {
  const std::size_t by_somebody = m.mapped + m.external + m.unmapped;
  std::string text = fmt::format(
      "\nMap to the chart\n  with a position: {} of {} by somebody ({}); external: {}; unmapped: "
      "{}\n"
      "  lead to a position: {} of {}, of them to several: {}\n  {} of the chart {} never seen\n",
      many(m.mapped), counted(many(by_somebody), "event"), share_of(m.mapped, by_somebody),
      many(m.external), many(m.unmapped), many(m.mapped_resources),
      counted(many(m.resources), "resource"), many(m.resources_of_several),
      counted(m.never_seen.size(), "position"), agreeing(m.never_seen.size(), "is", "are"));
  if (m.missing.empty()) return text;
  text_table table;
  table.row({"  unmapped", "events"});
  for (const unmapped_performer& u : m.missing)
    table.row({"  " + performer_text(u), many(u.events)});
  return text + table.str();
}

std::string codes(const std::vector<position_id>& positions, const organisation& org) {
  constexpr std::size_t most = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, positions.size()); ++i)
    text += (i == 0 ? "" : ", ") + std::string(org.code(positions[i]));
  if (positions.size() > most) text += fmt::format(" and {} more", positions.size() - most);
  return harmless(text);
}

std::string chart_text(const chart_comparison& c, const organisation& org, double least_mapped) {
  std::string text = "\nThe path that was taken beside the chart's\n";
  text_table table;
  std::vector<std::vector<std::string>> rows{
      {"  "},          {"  cases"},         {"  compared"},        {"  exact"},
      {"  shorter"},   {"  longer"},        {"  as long, other"},  {"  hand-offs, observed"},
      {"  predicted"}, {"  steps skipped"}, {"  inserted"},        {"  of them back"},
      {"  fitness"},   {"  decided at"},    {"  above"},           {"  below"},
      {"  beside"},    {"  with a right"},  {"  rights ever used"}};
  const auto put = [&](const std::string& name, const matter_against_chart& m, bool rights) {
    const std::size_t decided = m.decided_at + m.decided_above + m.decided_below + m.decided_beside;
    const bool any = m.compared != 0;
    const auto mean = [any](double value) { return any ? shown(value) : std::string("–"); };
    std::size_t row = 0;
    for (const std::string& cell :
         {name, many(m.cases), many(m.compared), share_of(m.exact, m.compared),
          share_of(m.shorter, m.compared), share_of(m.longer, m.compared),
          share_of(m.other, m.compared), mean(m.observed_hand_offs), mean(m.predicted_hand_offs),
          many(m.skipped), many(m.inserted), many(m.returned), mean(m.fitness),
          share_of(m.decided_at, decided), share_of(m.decided_above, decided),
          share_of(m.decided_below, decided), share_of(m.decided_beside, decided),
          share_of(m.allowed, decided),
          rights ? share_of(m.rights.size() - m.dead_rights.size(), m.rights.size())
                 : std::string("–")})
      rows[row++].push_back(cell);
  };
  constexpr std::size_t most = 6;
  for (std::size_t i = 0; i < std::min(most, c.matters.size()); ++i)
    put(org.matters()[c.matters[i].matter].code, c.matters[i], true);
  if (c.matters.size() != 1) put("all", all_of(c.matters), false);
  for (auto& row : rows) table.row(std::move(row));
  text += table.str();
  const matter_against_chart all = all_of(c.matters);
  if (all.unmapped + all.undecidable + c.unknown_matter != 0)
    text += fmt::format(
        "  not compared: {} with less than {} of the events mapped, {} that the chart lets nobody "
        "decide, {} of no known matter\n",
        counted(all.unmapped, "case"), percent(least_mapped), many(all.undecidable),
        many(c.unknown_matter));
  for (const matter_against_chart& m : c.matters) {
    const std::string code = harmless(org.matters()[m.matter].code);
    if (!m.dead_rights.empty())
      text +=
          fmt::format("  {}: rights that decided no case: {}\n", code, codes(m.dead_rights, org));
    for (std::size_t i = 0; i < std::min<std::size_t>(3, m.without_right.size()); ++i)
      text += fmt::format("  {}: decided without a right by {} ({})\n", code,
                          harmless(org.code(m.without_right[i].first)),
                          counted(m.without_right[i].second, "case"));
  }
  const std::size_t hand_overs = c.up + c.down + c.sideways + c.across;
  text += "\nHand-overs between positions\n";
  text += hand_overs == 0
              ? "  none\n"
              : fmt::format("  {} up the line, {} down, {} within a unit, {} across units\n",
                            share_of(c.up, hand_overs), share_of(c.down, hand_overs),
                            share_of(c.sideways, hand_overs), share_of(c.across, hand_overs));
  if (c.shadow_steps)
    text += fmt::format("  {} of {} {} by positions that stood in the line before and do not now\n",
                        many(*c.shadow_steps), counted(many(c.steps), "step"),
                        agreeing(*c.shadow_steps, "is", "are"));
  if (c.gaps.empty()) return text;
  text += fmt::format("\nTraffic, observed beside predicted (rank correlation {})\n",
                      shown(c.traffic_correlation));
  text_table gaps;
  gaps.row({"  position", "observed", "predicted"});
  for (const traffic_gap& g : c.gaps)
    gaps.row({"  " + std::string(org.code(g.position)), percent(g.observed), percent(g.predicted)});
  return text + gaps.str();
}

std::string estimate_text(const std::optional<estimate>& e) {
  return e ? fmt::format("{} ({} to {})", shown(e->value), shown(e->low), shown(e->high)) : "–";
}

/// How a matter is called; cases of which the log does not say it are of one without a name.
std::string name_of(const calibrated_matter& m) {
  return m.matter.empty() ? "(not said)" : harmless(m.matter);
}

std::string calibration_text(const std::vector<calibrated_matter>& found) {
  std::string text = "\nCalibration (95 % intervals)\n";
  text_table table;
  table.row({"  matter", "cases", "open", "a year", "minutes of a step", "hours of waiting",
             "went back"});
  for (const calibrated_matter& m : found)
    table.row({"  " + name_of(m), many(m.cases), many(m.open), estimate_text(m.volume),
               estimate_text(m.work_minutes), estimate_text(m.waiting_hours), percent(m.returned)});
  text += table.str();
  text_table causes;
  causes.row(
      {"  why steps waited", "off duty", "in a batch", "behind others", "overtaken", "unknown"});
  bool any = false;
  for (const calibrated_matter& m : found) {
    if (!m.causes) continue;
    any = true;
    const auto part = [all = static_cast<double>(m.causes->all())](micros of) {
      return percent(static_cast<double>(of) / all);
    };
    causes.row({"  " + name_of(m), part(m.causes->off_duty), part(m.causes->batching),
                part(m.causes->contention), part(m.causes->prioritisation),
                part(m.causes->extraneous)});
  }
  if (any) text += "\n" + causes.str();
  for (const calibrated_matter& m : found)
    if (const std::string why = not_enough_of(m); !why.empty())
      text += fmt::format("  {}: {}\n", name_of(m), why);
  const auto is_bound = [](const calibrated_matter& m) { return m.work_minutes && !m.from_starts; };
  if (std::ranges::any_of(found, is_bound))
    text +=
        "  without start stamps, the minutes are an upper bound and the waiting a lower one: one "
        "matter at a time, first come first served, is taken for granted\n";
  return text;
}

}  // namespace

std::string not_enough_of(const calibrated_matter& m) {
  std::vector<std::string> lacks;
  if (!m.volume) lacks.emplace_back("not enough cases for a volume");
  if (!m.why_not.empty())
    lacks.push_back("no times: " + m.why_not);
  else if (!m.work_minutes)
    lacks.emplace_back("not enough steps for times");
  return fmt::format("{}", fmt::join(lacks, "; "));
}

std::string log_text(const log_findings& found, const organisation* org,
                     const std::vector<performer_pair>& pairs, const event_column& performers,
                     const event_log& log, const std::string& name) {
  const log_summary& s = found.summary;
  const auto day = [](micros at) { return iso_date(day_of(at)); };
  std::string text =
      fmt::format("{}: {}, {} of {}", harmless(name), counted(many(s.cases), "case"),
                  counted(many(s.events), "step"), counted(many(s.activities), "activity"));
  if (s.first != no_instant) text += fmt::format(", {} to {}", day(s.first), day(s.last));
  text += "\n";
  text += fmt::format("  {} {} something again ({}), {} {} one of the same activity\n",
                      counted(many(s.rework_cases), "case"), agreeing(s.rework_cases, "does", "do"),
                      counted(many(s.rework_events), "step"), counted(many(s.self_loops), "step"),
                      agreeing(s.self_loops, "follows", "follow"));
  if (found.flattening)
    text += fmt::format(
        "  from {} of objects: {} {} no case; {}, as an event is in each case that it concerns "
        "(convergence); in {} other objects interleave (divergence)\n",
        counted(many(found.flattening->events), "event"), many(found.flattening->without),
        agreeing(found.flattening->without, "concerns", "concern"),
        counted(many(found.flattening->convergence), "copy"),
        counted(found.flattening->divergence, "case"));
  text += figures_text(found, pairs, performers);
  text += variants_text(s, log);
  if (found.mapped) text += map_text(*found.mapped);
  if (found.chart) text += chart_text(*found.chart, *org, found.least_mapped);
  if (found.calibrated) text += calibration_text(*found.calibrated);
  return text;
}

std::string earlier_text(const log_findings& earlier, const log_findings& later,
                         const std::string& before, const std::string& after) {
  const auto more = [](double from, double to) {
    return from == 0 ? std::string("–") : fmt::format("{:+.0f} %", 100 * (to / from - 1));
  };
  std::string text = "Before and after the change\n";
  text_table table;
  table.row({"  ", harmless(before), harmless(after), "change"});
  const auto row = [&](const char* what, std::optional<double> from, std::optional<double> to,
                       const std::function<std::string(double)>& say) {
    const auto said = [&](std::optional<double> figure) { return figure ? say(*figure) : "–"; };
    table.row({what, said(from), said(to), from && to ? more(*from, *to) : "–"});
  };
  const auto number = [](double v) { return shown(v); };
  const auto count_row = [&](const char* what, std::size_t from, std::size_t to) {
    table.row(
        {what, many(from), many(to), more(static_cast<double>(from), static_cast<double>(to))});
  };
  count_row("  cases", earlier.summary.cases, later.summary.cases);
  const spread& a = earlier.hand_overs.of_case;
  const spread& b = later.hand_overs.of_case;
  row("  hand-overs of a case, mean", a.mean, b.mean, number);
  row("  90 % have at most", a.p90, b.p90, number);
  const auto days = [](const log_findings& of, double spread::*member) {
    const auto& cycle = of.summary.cycle_days;
    return cycle ? std::optional(24 * ((*cycle).*member)) : std::nullopt;
  };
  for (const auto& [what, member] :
       {std::pair("  first to last step, median", &spread::median),
        std::pair("  mean", &spread::mean), std::pair("  90 % take at most", &spread::p90)})
    row(what, days(earlier, member), days(later, member), duration);
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? std::nullopt
                      : std::optional(static_cast<double>(part) / static_cast<double>(whole));
  };
  const auto in_percent = [](double v) { return percent(v); };
  row("  cases that went back", share(earlier.hand_overs.return_cases, earlier.summary.cases),
      share(later.hand_overs.return_cases, later.summary.cases), in_percent);
  if (later.chart) {  // then the earlier one was laid beside a chart, too
    const matter_against_chart then = all_of(earlier.chart->matters);
    const matter_against_chart now = all_of(later.chart->matters);
    row("  paths as the chart has them", share(then.exact, then.compared),
        share(now.exact, now.compared), in_percent);
    const auto any = [](const matter_against_chart& m, double value) {
      return m.compared == 0 ? std::nullopt : std::optional(value);
    };
    row("  hand-offs that the chart has", any(then, then.predicted_hand_offs),
        any(now, now.predicted_hand_offs), number);
    row("  that were made", any(then, then.observed_hand_offs), any(now, now.observed_hand_offs),
        number);
  }
  return text + table.str() +
         "  cases and people may have changed too: it is a comparison, no proof of a cause\n";
}

std::string log_findings_text(const std::vector<finding>& findings) {
  std::string text = "Findings\n";
  for (const finding& f : findings) {
    text += fmt::format("  {} {}", to_string(f.level), f.rule);
    if (f.row) text += fmt::format(", row {}", *f.row);
    text += fmt::format(": {}; {}\n", harmless(f.detail), harmless(f.action));
  }
  return text;
}

}  // namespace pangkas::cli

// SPDX-License-Identifier: BSL-1.0
#include "decision_text.hpp"

#include "number_text.hpp"
#include "streams.hpp"
#include "text_table.hpp"

#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decision_violations.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::cli {
namespace {

/// "01.02 Kepala Biro".
std::string named(const organisation& org, position_id p) {
  const std::string_view title = org.title(p);
  return harmless(title.empty() ? std::string(org.code(p))
                                : fmt::format("{} {}", org.code(p), title));
}

std::string matter_name(const matter& m) {
  return harmless(m.name.empty() || m.name == m.code ? m.code
                                                     : fmt::format("{} ({})", m.name, m.code));
}

/// Whether a line counts for a matter on the day that is asked about.
bool counts(const organisation& org, const line& l, const matter& m, const std::string& day) {
  const std::vector<std::string>& names = org.line_names();
  const std::string& of = names[l.matter];
  return (of.empty() || of == m.code || m.is_of(of)) && holds_on(l, names, day);
}

/// The role on the line by which the last of some steps came in: a line onto the last step of the
/// command line, or onto another that hangs on that one. Empty if it has no name.
std::string role_name(const organisation& org, const matter& m, const std::string& day,
                      std::span<const path_step> steps) {
  const path_step& step = steps.back();
  const auto hangs = [](const path_step& s) {
    return s.role == step_role::role_step || s.role == step_role::coordination;
  };
  std::size_t below = steps.size() - 1;
  while (hangs(steps[below])) --below;  // the first drafts the matter
  for (; below + 1 < steps.size(); ++below)
    for (const line& l : org.lines_from(step.position))
      if (l.type == *step.led_here && l.role != 0 && counts(org, l, m, day) &&
          (l.subordinate == steps[below].position || l.subordinate == steps[below].acts_for))
        return harmless(org.line_names()[l.role]);
  return {};
}

std::string passed_over_words(const organisation& org, const followed_path& path, std::size_t& next,
                              std::size_t times) {
  std::string text;
  for (; times > 0; --times) {
    const position_id post = path.passed_over[next++];
    text +=
        fmt::format("   {} has no holder and no acting official: passed over.\n", named(org, post));
  }
  return text;
}

std::string authority_words(const authority& a) {
  std::string text(to_string(a.source));
  if (!a.giver.empty()) text += fmt::format(" by {}", a.giver);
  if (a.acting) text += fmt::format(" as {}", to_string(*a.acting));
  if (a.limit) text += fmt::format(", up to {}", grouped(*a.limit));
  if (a.budget_share) text += fmt::format(", up to {} of its own budget", percent(*a.budget_share));
  if (!a.currency.empty()) text += " " + a.currency;
  if (a.originators) text += fmt::format(", for {}", to_string(*a.originators));
  if (!a.legal_source.empty()) text += fmt::format(", {}", a.legal_source);
  return harmless(text);
}

/// In the order of step_act.
constexpr std::array<std::string_view, 11> act_words{
    "drafts it",  "certifies it", "recommends it", "reviews it",      "initials it",
    "concurs",    "approves it",  "signs it",      "countersigns it", "gets a report of it",
    "may veto it"};

std::string words_of(step_act act) { return std::string(act_words[static_cast<std::size_t>(act)]); }

std::string together_words(const path_step& step) {
  return step.together > 0 ? fmt::format(" (beside the others of group {})", step.together) : "";
}

/// What the last of some steps does.
std::string step_words(const organisation& org, const matter& m, const std::string& day,
                       std::span<const path_step> steps) {
  const path_step& step = steps.back();
  const std::string acting =
      step.acts_for ? fmt::format(", acting for {}", named(org, *step.acts_for)) : std::string{};
  switch (step.role) {
    case step_role::drafter:
      return "drafts it" + acting;
    case step_role::reviewer:
      if (step.act) return words_of(*step.act) + acting + together_words(step);
      return "reviews it" + (acting.empty() ? ", as the superior" : acting);
    case step_role::decider:
      return "decides it" + acting;
    case step_role::concurrence:
      return "concurs" + acting;
    case step_role::afterwards:
      return fmt::format("{}{}, after the decision", words_of(step.act.value_or(step_act::report)),
                         acting);
    case step_role::coordination: {
      const std::string role = role_name(org, m, day, steps);
      return "initials it in coordination" + (role.empty() ? role : " (" + role + ")");
    }
    default: {  // a role step
      const std::string role = role_name(org, m, day, steps);
      return fmt::format("initials it as {}, without being a superior",
                         !role.empty()                             ? role
                         : *step.led_here == line_type::functional ? "technical director"
                                                                   : "lead or coordinator");
    }
  }
}

/// In the order of undecidable_reason.
constexpr std::array<std::string_view, 6> reason_words{
    "no position above has an authority for it",
    "no root is above, and no position on the way up has an authority for it",
    "there are authorities on the way up, but the limit of none reaches the amount",
    "the post that could decide has no holder, nor an official who may act in it",
    "too few of those who must concur are there",
    "who could decide stands more lines up than the matter may climb"};

std::string hours(std::optional<double> value) { return value ? shown(*value) : "–"; }

/// Work of one step in hours times Radner's units.
std::optional<double> ideal_hours(const matter_summary& m, const matter& asked) {
  if (!m.least_delay || !asked.work_minutes) return std::nullopt;
  return static_cast<double>(*m.least_delay) * *asked.work_minutes / 60;
}

std::string breaches_text(const decided& d) {
  std::string text;
  for (std::size_t i = 0; i < d.breaches.size(); ++i)
    if (d.breaches[i] > 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ",
                          to_string(static_cast<decision_rule>(i)), d.breaches[i]);
  return text.empty() ? "none" : text;
}

}  // namespace

std::string path_text(const organisation& org, std::size_t matter, position_id from,
                      const decision_options& options) {
  const pangkas::matter& m = org.matters()[matter];
  const followed_path path = decision_path(org, matter, from, options);
  std::string text = fmt::format("{}, raised by {}\n", matter_name(m), named(org, from));
  if (path.undecidable)
    return text + fmt::format("   Nobody decides it ({}): {}.\n", to_string(*path.undecidable),
                              reason_words[static_cast<std::size_t>(*path.undecidable)]);
  std::size_t passed = 0;
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    const path_step& step = path.steps[i];
    text += passed_over_words(org, path, passed, step.passed_over);
    text += fmt::format("{}. {} {}", i + 1, named(org, step.position),
                        step_words(org, m, options.on, std::span(path.steps).first(i + 1)));
    if (step.role == step_role::decider)
      text +=
          fmt::format(": {}", path.authority ? authority_words(org.authorities()[*path.authority])
                                             : "as the fallback, for nobody else may");
    text += ".\n";
  }
  text += passed_over_words(org, path, passed, path.passed_over.size() - passed);
  text += fmt::format("   {} by command steps, {} with roles, {} with coordination.\n",
                      counted(*path.hand_offs, "hand-off"), *path.hand_offs_with_roles,
                      *path.hand_offs_with_coordination);
  if (!m.clerical_steps.empty())
    text += fmt::format("   Beside them: {} (clerical, no hand-off).\n",
                        harmless(fmt::format("{}", fmt::join(m.clerical_steps, ", "))));
  const auto to_decision = path.steps.size() + m.clerical_steps.size();
  const double usual = m.work_minutes.value_or(0) / 60 + m.waiting_hours.value_or(0);
  if (path.elapsed_hours && *path.elapsed_hours == static_cast<double>(to_decision) * usual)
    text +=
        fmt::format("   {} of {}, each after {} of waiting: {}.\n", counted(to_decision, "step"),
                    counted(shown(m.work_minutes.value_or(0)), "minute"),
                    counted(shown(m.waiting_hours.value_or(0)), "hour"),
                    counted(shown(*path.elapsed_hours), "hour"));
  else if (path.elapsed_hours)
    text += fmt::format("   {} of work and waiting until the decision.\n",
                        counted(shown(*path.elapsed_hours), "hour"));
  if (path.elapsed_hours && m.limit_hours)
    text += fmt::format("   {} the {} allowed.\n",
                        m.allows(*path.elapsed_hours) ? "Within" : "Later than",
                        counted(shown(*m.limit_hours), "hour"));
  return text;
}

std::string matters_text(const decided& d) {
  text_table table;
  table.row({"Matter", "a year", "raised by", "undecid.", "mean", "p50", "p90", "max", "roles",
             "coord.", "hours", "ideal"});
  const auto row = [&](const std::string& name, double volume, std::string by,
                       std::size_t undecidable, const auto& m, std::string elapsed,
                       std::string ideal) {
    table.row({name, grouped(volume), std::move(by), std::to_string(undecidable),
               shown(m.mean_hand_offs), shown(m.p50), shown(m.p90), shown(m.max),
               shown(m.mean_hand_offs_with_roles), shown(m.mean_hand_offs_with_coordination),
               std::move(elapsed), std::move(ideal)});
  };
  std::size_t raised = 0;
  for (const matter_summary& m : d.found.matters) {
    const matter& asked = d.org.matters()[m.matter];
    raised += m.originators;
    row(asked.code, m.volume, std::to_string(m.originators), m.undecidable, m,
        hours(m.elapsed_hours), hours(ideal_hours(m, asked)));
  }
  row("All", d.found.all.volume, std::to_string(raised), d.found.all.undecidable, d.found.all, "",
      "");
  std::string text = table.str();
  text +=
      "Hand-offs by command steps; roles and coord.: the mean with role steps, and with "
      "coordination "
      "too.\nhours: work and waiting of a path. ideal: Radner's bound on adding up one report of "
      "each "
      "originator with\nas many officials as handle the matter, in hours of work; no organisation "
      "that also reviews can reach it.\n";
  std::string ranks;
  for (const rank_share& r : d.found.decided_by)
    ranks += fmt::format("{}{} {}", ranks.empty() ? "" : ", ", r.rank.empty() ? "no rank" : r.rank,
                         percent(r.share));
  text += fmt::format("Decided by      {}\n", ranks.empty() ? "–" : ranks);
  if (const auto p = d.found.most_loaded)
    text += fmt::format(
        "Load            Gini {} over the placed positions; most: {} with {} of {} "
        "(seats: {})\n",
        shown(d.found.load_gini), named(d.org, *p),
        counted(shown(full_time_posts(d.org, *p, d.found.load[*p], d.options)), "full-time post"),
        counted(grouped(d.options.working_minutes), "minute"), shown(d.org.seats(*p)));
  std::string in_time;
  std::string by_seats;
  for (const matter_summary& m : d.found.matters) {
    const matter& asked = d.org.matters()[m.matter];
    if (asked.limit_hours)
      in_time += fmt::format("{}{} {} within {}", in_time.empty() ? "" : ", ", asked.code,
                             percent(m.within_limit), counted(shown(*asked.limit_hours), "hour"));
    if (asked.shared == volume_sharing::by_seats)
      by_seats += (by_seats.empty() ? "" : ", ") + asked.code;
  }
  if (!in_time.empty()) text += fmt::format("In time         {}\n", harmless(in_time));
  if (!by_seats.empty())
    text += fmt::format("By seats        {}: a seat raises as much as another; else a position\n",
                        harmless(by_seats));
  text += fmt::format("Breaches        {}\n", breaches_text(d));
  return text;
}

std::string extremes_text(const decided& d) {
  text_table longest;
  longest.row({"Longest paths", "matter", "command", "roles", "coord."});
  for (const long_path& path : d.found.longest)
    longest.row({named(d.org, path.originator), d.org.matters()[path.matter].code,
                 std::to_string(path.hand_offs), std::to_string(path.hand_offs_with_roles),
                 std::to_string(path.hand_offs_with_coordination)});
  text_table busiest;
  busiest.row({"Busiest positions", "pass through", "handled", "load"});
  for (const position_id p : d.found.busiest)
    busiest.row(
        {named(d.org, p), grouped(d.found.pass_through[p]), grouped(d.found.traffic[p]),
         d.found.load.empty()
             ? "–"
             : counted(shown(full_time_posts(d.org, p, d.found.load[p], d.options)), "post")});
  return longest.str() + "\n" + busiest.str();
}

std::string who_decides_text(const path_change& change) {
  const auto shares = [](const decider_moves& moves) {
    const auto share = [&](double part) { return percent(part / moves.known()); };
    return fmt::format("{} moved up, {} stayed, {} moved down", share(moves.up),
                       share(moves.stayed), share(moves.down));
  };
  std::string text;
  if (change.by_layer.known() > 0)
    text = fmt::format("Who decides, by layers of the chart before: {}", shares(change.by_layer));
  if (change.by_rank.known() > 0)
    text +=
        fmt::format("{} by rank: {}", text.empty() ? "Who decides," : ";", shares(change.by_rank));
  return text.empty() ? text : text + "\n\n";
}

std::string matter_changes_text(const comparison& found) {
  if (found.change.matters.empty()) return {};
  text_table table;
  table.row({"Matter", "a year", "before", "after", "with roles", "after", "formal", "real",
             "shadow", "undecid.", "PSO"});
  const auto row = [&](const std::string& name, double volume, std::optional<double> before,
                       std::optional<double> after, std::optional<double> roles_before,
                       std::optional<double> roles_after, const auto& m, std::string pso) {
    table.row({name, grouped(volume), shown(before), shown(after), shown(roles_before),
               shown(roles_after), percent(m.formal), percent(m.with_roles), percent(m.shadow),
               fmt::format("{} → {}", m.undecidable_before, m.undecidable_after), std::move(pso)});
  };
  double volume = 0;
  length_histogram before;
  length_histogram after;
  length_histogram roles_before;
  length_histogram roles_after;
  for (const matter_comparison& m : found.change.matters) {
    row(m.matter, m.volume, m.before.mean(), m.after.mean(), m.with_roles_before.mean(),
        m.with_roles_after.mean(), m, "");
    volume += m.volume;
    before.add(m.before, 1);
    after.add(m.after, 1);
    roles_before.add(m.with_roles_before, 1);
    roles_after.add(m.with_roles_after, 1);
  }
  row("All", volume, before.mean(), after.mean(), roles_before.mean(), roles_after.mean(),
      found.change,
      found.change.pso_percent ? fmt::format("{} %", shown(*found.change.pso_percent)) : "–");
  std::string text = "\n";
  text += table.str();
  text +=
      "Mean hand-offs of what is decidable on both sides. formal: shrink by command steps. real: "
      "with the role\nsteps. shadow: share whose path goes through a role that rebuilds a removed "
      "command line. undecid.:\noriginators for whom nobody decides.\n";

  const auto& b = found.decided_before;
  const auto& a = found.decided_after;
  if (!a) return text;  // its own data name no matters
  text_table quality;
  quality.row({"Quality", "good refused", "after", "bad approved", "after"});
  bool any = false;
  for (const matter_summary& m : b->found.matters) {
    if (!m.wrong_refusal && !m.wrong_approval) continue;
    const matter& asked = b->org.matters()[m.matter];
    const auto place = a->org.find_matter(asked.code);
    if (!place) continue;
    const matter_summary& now = a->found.matters[*place];
    any = true;
    quality.row({asked.code, percent(m.wrong_refusal), percent(now.wrong_refusal),
                 percent(m.wrong_approval), percent(now.wrong_approval)});
  }
  if (any) text.append("\n").append(quality.str());
  text_table breaches;
  breaches.row({"Breaches", "before", "after"});
  any = false;
  for (std::size_t i = 0; i < b->breaches.size(); ++i) {
    if (b->breaches[i] == 0 && a->breaches[i] == 0) continue;
    any = true;
    breaches.row({std::string(to_string(static_cast<decision_rule>(i))),
                  std::to_string(b->breaches[i]), std::to_string(a->breaches[i])});
  }
  if (any) text.append("\n").append(breaches.str());
  if (b->found.load_gini && a->found.load_gini)
    text += fmt::format(
        "\nGini of load {} → {}; most loaded: {} with {} → {} with "
        "{} (of {})\n",
        shown(b->found.load_gini), shown(a->found.load_gini), named(b->org, *b->found.most_loaded),
        counted(shown(full_time_posts(b->org, *b->found.most_loaded,
                                      b->found.load[*b->found.most_loaded], b->options)),
                "full-time post"),
        named(a->org, *a->found.most_loaded),
        shown(full_time_posts(a->org, *a->found.most_loaded, a->found.load[*a->found.most_loaded],
                              a->options)),
        counted(grouped(a->options.working_minutes), "minute"));
  return text;
}

}  // namespace pangkas::cli

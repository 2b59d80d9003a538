// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/scenario_study.hpp>

#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/error.hpp>
#include <pangkas/integrity/integrity.hpp>
#include <pangkas/simulate/decision_network.hpp>
#include <pangkas/simulate/queue_network.hpp>
#include <pangkas/study/integrity_change.hpp>
#include <pangkas/study/play.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1::detail {

inline void put_figure(study_figures& figures, study_measure measure, std::optional<double> value) {
  figures[static_cast<std::size_t>(measure)] = value;
}

/// @brief What one side says of itself.
inline study_figures figures_of_side(const measures& side,
                                     const std::optional<decided>& decisions) {
  using enum study_measure;
  const auto real = [](std::size_t n) { return static_cast<double>(n); };
  study_figures figures;
  put_figure(figures, hand_offs, side.decisions.mean_hand_offs);
  put_figure(figures, hand_offs_with_roles, side.decisions.mean_hand_offs_with_roles);
  put_figure(figures, layers, real(side.layers.layers));
  put_figure(figures, managers, real(side.spans.managers));
  put_figure(figures, mean_span, side.spans.mean);
  put_figure(figures, widest_span, real(side.spans.max));
  put_figure(figures, posts, real(side.placed));
  put_figure(figures, seats, side.totals.seats);
  put_figure(figures, cost, side.totals.cost);
  put_figure(figures, undecidable, real(side.decisions.undecidable));
  if (!decisions) return figures;
  std::size_t breached = 0;
  for (std::size_t rule = 0; rule < decisions->breaches.size(); ++rule)
    if (static_cast<decision_rule>(rule) != decision_rule::undecidable)
      breached += decisions->breaches[rule];
  put_figure(figures, breaches, real(breached));
  if (const auto busiest = decisions->found.most_loaded)
    put_figure(figures, load,
               full_time_posts(decisions->org, *busiest, decisions->found.load[*busiest],
                               decisions->options));
  return figures;
}

/// @brief Mean working days by theory of what is decided before and after, on the side after; absent
/// where there are none, or the matters do not say what their steps take. Infinite where a post gets
/// more than it can do: there a queue only grows.
inline std::optional<double> days_after(const organisation& before, const organisation& after,
                                        const study_options& options) {
  if (!options.office || before.matters().empty()) return std::nullopt;
  network_options office = *options.office;
  office.decisions = options.decisions;
  try {
    const network_load found = load_of(networks_of(before, after, office).after.network);
    if (found.staying)
      return *found.staying / static_cast<double>(office.office.calendar.working_day());
    if (found.busiest && found.load[*found.busiest] >= 1)
      return std::numeric_limits<double>::infinity();
    return std::nullopt;
  } catch (const rule_error&) {
    return std::nullopt;  // a step without minutes: nothing can be said of time
  }
}

/// @brief How many teams and posts were joined with others, and how many rights passed on.
inline std::pair<std::size_t, std::size_t> measures_in(const ledger& changes) {
  std::size_t joined = 0;
  std::size_t passed_on = 0;
  for (const ledger_entry& e : changes.entries) {
    const change_kind change = e.change();
    if (change == change_kind::team_merged || change == change_kind::merged) ++joined;
    if (change != change_kind::authority_given && change != change_kind::authority_amended)
      continue;
    // Not one that was passed on before, and has another giver or extent now.
    const authority_change& right =
        changes.authorities[std::get<authority_changed>(e.what).authority];
    if (right.was.giver.empty() && !right.is->giver.empty() && !right.is->acting) ++passed_on;
  }
  return {joined, passed_on};
}

/// @brief Whether one figure is better than another.
inline bool is_better(study_measure measure, double a, double b) {
  const bool both_finite = std::isfinite(a) && std::isfinite(b);
  if (both_finite && std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b))) return false;
  return better_of(measure) == better::less ? a < b : a > b;
}

/// @brief Compares scenarios with one another.
class scenario_judge {
 public:
  scenario_judge(std::vector<studied_scenario>& all, const std::vector<study_measure>& judged)
      : all_(all), judged_(judged) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      bool is = false;
      for (std::size_t other = 0; other < all.size() && !is; ++other) is = dominates(other, i);
      is_dominated_.push_back(is);
    }
  }

  void run() {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      studied_scenario& one = all_[i];
      one.dominated_by.reset();
      one.best_in.clear();
      for (std::size_t other = 0; other < all_.size() && !one.dominated_by; ++other)
        if (dominates(other, i) && !is_dominated_[other]) one.dominated_by = other;
      if (one.dominated_by) continue;
      for (const study_measure m : judged_)
        if (std::ranges::none_of(all_, [&](const studied_scenario& other) {
              return is_better(m, *figure_of(other.figures, m), *figure_of(one.figures, m));
            }))
          one.best_in.push_back(m);
    }
    for (std::size_t i = 0; i < all_.size(); ++i) {
      all_[i].losses = losses_of(i);
      all_[i].why = all_[i].dominated_by ? why_dominated(i) : why_not_best(i);
    }
  }

 private:
  [[nodiscard]] bool dominates(std::size_t a, std::size_t b) const {
    bool better = false;
    for (const study_measure m : judged_) {
      const double of_a = *figure_of(all_[a].figures, m);
      const double of_b = *figure_of(all_[b].figures, m);
      if (is_better(m, of_b, of_a)) return false;
      better = better || is_better(m, of_a, of_b);
    }
    return better;
  }

  /// "widest span 14 against 12"
  [[nodiscard]] std::string against(study_measure m, std::size_t one, std::size_t other) const {
    const std::string is = figure_text(m, figure_of(all_[one].figures, m));
    const std::string best = figure_text(m, figure_of(all_[other].figures, m));
    return std::string(in_words(m)) + " " + is +
           (is == best ? " against nearly as much, " : " against ") + best;
  }
  static std::string listed(const std::vector<std::string>& parts) {
    constexpr std::size_t most = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(parts.size(), most); ++i)
      text += (i == 0 ? "" : ", ") + parts[i];
    if (parts.size() > most) text += " and " + std::to_string(parts.size() - most) + " more";
    return text;
  }

  [[nodiscard]] std::vector<lost_measure> losses_of(std::size_t i) const {
    std::vector<lost_measure> lost;
    for (const study_measure m : judged_) {
      const std::size_t to = all_[i].dominated_by.value_or(best_of(m));
      if (std::ranges::find(all_[i].best_in, m) == all_[i].best_in.end() &&
          is_better(m, *figure_of(all_[to].figures, m), *figure_of(all_[i].figures, m)))
        lost.push_back({m, to});
    }
    return lost;
  }

  [[nodiscard]] std::string why_dominated(std::size_t i) const {
    const std::size_t by = *all_[i].dominated_by;
    std::vector<std::string> worse;
    for (const auto& [m, to] : all_[i].losses) worse.push_back(against(m, i, to));
    return in_quotes(all_[by].name) + " is better in " + how_many(worse.size(), "measure") +
           " and worse in none: " + listed(worse) + ".";
  }

  /// The scenario with the best figure.
  [[nodiscard]] std::size_t best_of(study_measure m) const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < all_.size(); ++i)
      if (is_better(m, *figure_of(all_[i].figures, m), *figure_of(all_[best].figures, m)) ||
          (is_dominated_[best] && !is_dominated_[i] &&
           !is_better(m, *figure_of(all_[best].figures, m), *figure_of(all_[i].figures, m))))
        best = i;
    return best;
  }

  [[nodiscard]] std::string why_not_best(std::size_t i) const {
    std::vector<std::string> best;
    std::vector<std::string> lost;
    for (const study_measure m : all_[i].best_in) best.emplace_back(in_words(m));
    for (const auto& [m, to] : all_[i].losses)
      lost.push_back(against(m, i, to) + " of " + in_quotes(all_[to].name));
    if (lost.empty()) return "It is best, or as good as any, in everything that is judged.";
    const std::string front =
        best.empty() ? std::string("It is best in nothing, and nothing is better in everything")
                     : "It is best, or as good as any, in " + listed(best);
    return front + "; it loses in " + listed(lost) + ".";
  }

  std::vector<studied_scenario>& all_;
  const std::vector<study_measure>& judged_;
  std::vector<bool> is_dominated_;
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

better better_of(study_measure measure) {
  using enum study_measure;
  switch (measure) {
    case managers:
    case mean_span:
    case posts:
      return better::neither;
    case shrink_formal:
    case shrink_real:
    case pso_percent:
      return better::more;
    default:
      return better::less;
  }
}

study_figures figures_before(const organisation& before, const two_sides& sides,
                             const study_options& options) {
  using enum study_measure;
  study_figures figures = detail::figures_of_side(sides.before, sides.decided_before);
  for (const study_measure m : {shrink_formal, shrink_real, converted, merged, delegations})
    detail::put_figure(figures, m, 0.0);
  detail::put_figure(figures, days, detail::days_after(before, before, options));
  if (options.tables != nullptr && options.rules != nullptr) {
    integrity_options how;
    how.decisions = options.decisions;
    detail::put_figure(
        figures, study_measure::integrity,
        static_cast<double>(
            pangkas::integrity(before, *options.tables, *options.rules, how).breaches.size()));
  }
  return figures;
}

study_figures figures_of(const organisation& before, const played& scenario,
                         const study_options& options) {
  using enum study_measure;
  const two_sides& sides = scenario.sides;
  study_figures figures = detail::figures_of_side(sides.after, sides.decided_after);
  detail::put_figure(figures, shrink_formal, sides.change.formal);
  detail::put_figure(figures, shrink_real, sides.change.with_roles);
  detail::put_figure(figures, pso_percent, sides.change.pso_percent);
  detail::put_figure(figures, converted, static_cast<double>(scenario.result.converted));
  const auto [joined, passed_on] = detail::measures_in(scenario.result.changes);
  detail::put_figure(figures, merged, static_cast<double>(joined));
  detail::put_figure(figures, delegations, static_cast<double>(passed_on + scenario.delegations));
  detail::put_figure(figures, days, detail::days_after(before, scenario.result.after, options));
  if (options.tables != nullptr && options.rules != nullptr) {
    integrity_options how;
    how.decisions = scenario.options;
    how.raised_in = &before;
    detail::put_figure(
        figures, study_measure::integrity,
        static_cast<double>(
            pangkas::integrity(scenario.result.after,
                               tables_after(scenario.result, *options.tables, *options.rules),
                               *options.rules, how)
                .breaches.size()));
  }
  return figures;
}

void add_scenario(std::vector<studied_scenario>& all, std::string name, const organisation& before,
                  const played& outcome, const study_options& options) {
  const auto put = [&all](std::string of, const study_figures& figures) {
    all.emplace_back();
    all.back().name = std::move(of);
    all.back().figures = figures;
  };
  if (all.empty()) put(std::string(as_it_is), figures_before(before, outcome.sides, options));
  put(std::move(name), figures_of(before, outcome, options));
}

std::vector<study_measure> usual_measures(const std::vector<studied_scenario>& scenarios) {
  using enum study_measure;
  const auto all_have = [&](study_measure m) {
    return std::ranges::all_of(
        scenarios, [&](const studied_scenario& s) { return figure_of(s.figures, m).has_value(); });
  };
  std::vector<study_measure> judged;
  for (const study_measure m : {shrink_real, days, load, widest_span, cost, seats, breaches,
                                study_measure::integrity, undecidable})
    if (all_have(m) && (m != seats || !all_have(cost))) judged.push_back(m);
  return judged;
}

std::vector<study_measure> judge(std::vector<studied_scenario>& scenarios,
                                 std::vector<study_measure> judged) {
  if (judged.empty()) judged = usual_measures(scenarios);
  std::erase_if(judged, [&](study_measure m) {
    return better_of(m) == better::neither ||
           std::ranges::any_of(scenarios, [&](const studied_scenario& s) {
             return !figure_of(s.figures, m).has_value();
           });
  });
  detail::scenario_judge(scenarios, judged).run();
  return judged;
}

std::string figure_text(study_measure measure, const std::optional<double>& value) {
  using enum study_measure;
  if (!value) return "–";
  if (std::isinf(*value)) return "never";
  const bool is_share = measure == shrink_formal || measure == shrink_real || measure == load;
  const bool is_percent = is_share || measure == pso_percent;
  const double shown = is_share ? *value * 100 : *value;
  const int digits = shown == std::floor(shown) ? 0 : std::abs(shown) < 10 ? 2 : 1;
  return detail::with_digits(shown, digits) + (is_percent ? " %" : "");
}

std::string_view in_words(study_measure measure) {
  static constexpr std::array<std::string_view, detail::study_measure_names.size()> words{
      "hand-offs",
      "hand-offs with roles",
      "formal shrink",
      "real shrink",
      "working days",
      "load of the busiest post",
      "layers",
      "managers",
      "mean span",
      "widest span",
      "posts",
      "seats",
      "cost",
      "breached rules",
      "breaches of integrity",
      "undecidable matters",
      "PSO",
      "posts converted",
      "teams merged",
      "rights passed on"};
  return words[static_cast<std::size_t>(measure)];
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/delegation_question.hpp>

#include <pangkas/core/impl/words.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/originators.hpp>
#include <pangkas/error.hpp>
#include <pangkas/optimise/optimal_delegation.hpp>
#include <pangkas/study/impl/delegation_trees.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The trees of all matters that are asked about.
inline std::vector<asked_delegations> trees_asked(const organisation& org,
                                                  const delegation_request& asked) {
  std::vector<asked_delegations> all;
  delegation_trees trees(org, asked);
  std::vector<std::size_t> matters = asked.matters;
  if (matters.empty()) {
    matters.resize(org.matters().size());
    std::iota(matters.begin(), matters.end(), std::size_t{0});
  }
  for (const std::size_t place : matters)
    if (trees.is_asked(org.matters()[place]))
      for (asked_delegations& each : trees.of(place)) all.push_back(std::move(each));
  return all;
}

inline std::vector<delegation_tree> only_trees(const std::vector<asked_delegations>& asked) {
  std::vector<delegation_tree> trees;
  for (const asked_delegations& each : asked) trees.push_back(each.tree);
  return trees;
}

/// @brief A tree without some of its receivers: what is raised below them falls to the next above.
inline asked_delegations without(const asked_delegations& asked,
                                 const std::vector<std::uint8_t>& dropped) {
  constexpr std::uint32_t nobody = delegation_tree::nobody;
  asked_delegations left;
  left.tree.matter = asked.tree.matter;
  std::vector<std::uint32_t> place;  // of each, or of the nearest above that stays
  std::vector<std::size_t> first;    // of those that stay
  std::size_t entry = 0;
  for (std::uint32_t r = 0; r < asked.post.size(); ++r) {
    const std::uint32_t above = asked.tree.above[r];
    place.push_back(above == nobody ? nobody : place[above]);
    std::vector<std::int64_t> gains;
    for (std::uint32_t at = r; at != nobody; at = asked.tree.above[at], ++entry)
      if (dropped[at] == 0) gains.push_back(asked.tree.gain[entry]);
    if (dropped[r] != 0) {
      if (place[r] == nobody) continue;
      left.volume[place[r]] += asked.volume[r];
      for (std::size_t j = 0; j < gains.size(); ++j)
        left.tree.gain[first[place[r]] + j] += gains[j];
      continue;
    }
    left.tree.above.push_back(place[r]);
    place[r] = static_cast<std::uint32_t>(left.post.size());
    first.push_back(left.tree.gain.size());
    left.tree.gain.insert(left.tree.gain.end(), gains.begin(), gains.end());
    left.post.push_back(asked.post[r]);
    left.giver.push_back(asked.giver[r]);
    left.by.push_back(asked.by[r]);
    left.volume.push_back(asked.volume[r]);
  }
  return left;
}

/// @brief What a receiver would have to do, and what it is worth.
struct received_load {
  std::size_t tree = 0;
  std::uint32_t receiver = 0;
  double minutes = 0;
  std::int64_t gain = 0;
};

/// @brief Which of the loads of one post to keep: of greatest gain within its minutes. Exact for up to
/// sixteen; of more, the first sixteen by gain for each minute are looked at together.
inline std::vector<received_load> within_minutes(std::vector<received_load> loads, double most) {
  std::ranges::sort(loads, [](const received_load& a, const received_load& b) {
    const double left = static_cast<double>(a.gain) * b.minutes;
    const double right = static_cast<double>(b.gain) * a.minutes;
    return std::tie(right, a.tree) < std::tie(left, b.tree);
  });
  constexpr std::size_t together = 16;
  if (loads.size() > together) loads.resize(together);
  std::uint32_t best = 0;
  std::int64_t best_gain = -1;
  for (std::uint32_t set = 0; set < (1U << loads.size()); ++set) {
    double minutes = 0;
    std::int64_t gain = 0;
    for (std::size_t i = 0; i < loads.size(); ++i)
      if (((set >> i) & 1U) != 0) {
        minutes += loads[i].minutes;
        gain += loads[i].gain;
      }
    if (minutes <= most && gain > best_gain) {
      best = set;
      best_gain = gain;
    }
  }
  std::vector<received_load> kept;
  for (std::size_t i = 0; i < loads.size(); ++i)
    if (((best >> i) & 1U) != 0) kept.push_back(loads[i]);
  return kept;
}

/// @brief Takes from overloaded posts what gains least for its minutes, until none is.
/// @return Whether any was.
inline bool relieve(const organisation& org, const delegation_limits& limits, double minutes_a_seat,
                    std::vector<asked_delegations>& asked, delegation_choice& choice) {
  bool any = false;
  for (;;) {
    std::map<position_id, std::vector<received_load>> loads;
    for (std::size_t t = 0; t < asked.size(); ++t) {
      const asked_delegations& each = asked[t];
      const double minutes = org.matters()[each.tree.matter].work_minutes.value_or(0);
      std::vector<std::optional<std::size_t>> load_of(each.post.size());
      std::vector<received_load> received;
      for (const std::uint32_t r : choice.chosen[t]) {
        load_of[r] = received.size();
        received.push_back({t, r, 0, 0});
      }
      std::size_t first = 0;
      for (std::uint32_t r = 0; r < each.post.size(); ++r) {
        std::size_t steps = 0;
        std::optional<std::size_t> to;
        for (std::uint32_t at = r; at != delegation_tree::nobody; at = each.tree.above[at], ++steps)
          if (!to && load_of[at]) {
            to = load_of[at];
            received[*to].minutes += static_cast<double>(each.volume[r]) / 1e6 * minutes;
            received[*to].gain += each.tree.gain[first + steps];
          }
        first += steps;
      }
      for (const received_load& load : received)
        if (load.minutes > 0) loads[each.post[load.receiver]].push_back(load);
    }
    std::vector<std::vector<std::uint8_t>> dropped;
    for (const asked_delegations& each : asked) dropped.emplace_back(each.post.size(), 0);
    bool over = false;
    for (const auto& [post, here] : loads) {
      const double seats = org.seats(post) > 0 ? org.seats(post) : 1;
      double minutes = 0;
      for (const received_load& load : here) minutes += load.minutes;
      if (minutes <= minutes_a_seat * seats) continue;
      over = true;
      for (const received_load& load : here) dropped[load.tree][load.receiver] = 1;
      for (const received_load& load : within_minutes(here, minutes_a_seat * seats))
        dropped[load.tree][load.receiver] = 0;
    }
    if (!over) return any;
    any = true;
    for (std::size_t t = 0; t < asked.size(); ++t)
      if (std::ranges::find(dropped[t], 1) != dropped[t].end())
        asked[t] = without(asked[t], dropped[t]);
    choice = optimal_delegation(only_trees(asked), limits);
  }
}

/// @brief The row by which a right is passed on.
inline authority passed_on(const organisation& org, const delegation& d) {
  authority row = org.authorities()[d.by];
  const matter& m = org.matters()[d.matter];
  row.source = row.source == authority_source::mandate ? authority_source::mandate
                                                       : authority_source::delegation;
  row.position = org.code(d.to);
  row.giver = org.code(d.from);
  row.matter = m.code;
  row.whoever.reset();
  row.except.clear();
  row.legal_source.clear();
  row.quorum.reset();
  row.waiting_hours.reset();
  row.budget_share.reset();
  if (m.amount) {
    row.limit = m.amount;
    row.currency = m.currency;
    if (row.acting_limit && *row.acting_limit >= *m.amount) row.acting_limit.reset();
  }
  if (row.originators) row.originators->subtrees = {row.position};
  return row;
}

/// @brief Measures the paths with all delegations beside those without, and tells what is due to each.
class delegation_figures {
 public:
  delegation_figures(const organisation& before, const delegation_request& asked,
                     delegation_answer& answer)
      : before_(before), asked_(asked), answer_(answer) {}

  void measure() {
    const organisation after = with_delegations(before_, answer_.delegations);
    std::map<std::pair<std::size_t, position_id>, delegation*> of;
    for (delegation& d : answer_.delegations) of[{d.matter, d.to}] = &d;
    all_paths was(before_, asked_.decisions);
    all_paths is(after, asked_.decisions);
    originators_of raised_by(before_);
    std::vector<std::size_t> matters = asked_.matters;
    if (matters.empty()) {
      matters.resize(before_.matters().size());
      std::iota(matters.begin(), matters.end(), std::size_t{0});
    }
    for (const std::size_t place : matters) {
      const matter& m = before_.matters()[place];
      was.turn_to(m);
      is.turn_to(m);
      const std::vector<position_id>& originators = raised_by(m);
      const volume_shares shares(before_, m, originators);
      for (const position_id o : originators) {
        const auto length = was.length(o);
        const auto now = length ? is.length(o) : std::nullopt;
        if (!now) continue;
        const double volume = shares.of(o);
        answer_.volume += volume;
        answer_.hand_offs_before += volume * static_cast<double>(length->with_roles);
        const double saved =
            static_cast<double>(length->with_roles) - static_cast<double>(now->with_roles);
        answer_.hand_offs += volume * saved;
        const position_id decider = is.decides_itself(o) ? o : is.decider(o);
        const auto due = of.find({place, decider});
        if (due == of.end()) continue;
        delegation& d = *due->second;
        const auto checks = is.checks(o, *now);
        const auto hours = hours_saved(was, is, m, o, *length, *now);
        const bool is_first = counted_.insert(&d).second;
        if (is_first || checks < d.fewest_checks)
          d.fewest_checks = static_cast<std::uint32_t>(checks);
        d.volume += volume;
        d.hand_offs += volume * saved;
        d.checks +=
            volume * (static_cast<double>(was.checks(o, *length)) - static_cast<double>(checks));
        d.minutes += volume * m.work_minutes.value_or(0);
        if (hours) d.hours = d.hours.value_or(0) + volume * *hours;
      }
    }
  }

 private:
  static std::optional<double> hours_saved(all_paths& was, all_paths& is, const matter& m,
                                           position_id o, const path_length& before,
                                           const path_length& after) {
    if (was.is_of_scheme()) {  // then it is one afterwards, too
      const auto from = was.path(o).elapsed_hours;
      const auto to = is.path(o).elapsed_hours;
      if (!from || !to) return std::nullopt;
      return *from - *to;
    }
    if (!m.work_minutes && !m.waiting_hours) return std::nullopt;
    return step_times(m).usual() * (static_cast<double>(before.with_coordination) -
                                    static_cast<double>(after.with_coordination));
  }

  const organisation& before_;
  const delegation_request& asked_;
  delegation_answer& answer_;
  std::set<const delegation*> counted_;
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

delegation_answer best_delegations(const organisation& org, const delegation_request& asked) {
  delegation_answer answer;
  delegation_limits limits;
  limits.price = detail::in_millionths(asked.price, "the price of a delegation");
  limits.most = asked.most;
  limits.most_of_matter = asked.most_of_matter;
  limits.most_entries = asked.most_entries;
  if (asked.minutes && !(*asked.minutes >= 0))
    throw input_error("the minutes of a receiver are " + detail::plain_number_text(*asked.minutes) +
                      "; give 0 or more");
  std::vector<detail::asked_delegations> trees = detail::trees_asked(org, asked);
  delegation_choice choice = optimal_delegation(detail::only_trees(trees), limits);
  for (const detail::asked_delegations& each : trees) {
    answer.receivers += each.post.size();
    answer.high.insert(answer.high.end(), each.high.begin(), each.high.end());
  }
  answer.bound = static_cast<double>(choice.bound) / 1e6;
  answer.exact = choice.exact;
  if (asked.minutes && detail::relieve(org, limits, *asked.minutes, trees, choice))
    answer.exact = false;
  for (std::size_t t = 0; t < trees.size(); ++t) {
    for (const std::uint32_t r : choice.chosen[t]) {
      delegation d;
      d.matter = trees[t].tree.matter;
      d.from = trees[t].giver[r];
      d.to = trees[t].post[r];
      d.by = trees[t].by[r];
      constexpr std::array forms{legal_form::amend_the_law, legal_form::regulation,
                                 legal_form::letter_of_mandate};
      d.form = forms[static_cast<std::size_t>(org.authorities()[d.by].source)];
      answer.delegations.push_back(d);
    }
  }
  answer.expected = static_cast<double>(choice.gain) / 1e6;
  answer.worth = answer.expected - asked.price * static_cast<double>(answer.delegations.size());
  detail::delegation_figures(org, asked, answer).measure();
  std::ranges::stable_sort(answer.delegations, std::ranges::greater{}, &delegation::hand_offs);
  std::ranges::stable_sort(answer.high, std::ranges::greater{}, &high_right::hand_offs);
  return answer;
}

organisation with_delegations(const organisation& org, const std::vector<delegation>& given) {
  // Of two rows that say for whom they hold, that of the lower post is asked first.
  std::vector<const delegation*> order;
  for (const delegation& d : given) order.push_back(&d);
  std::ranges::sort(order, [](const delegation* a, const delegation* b) {
    return std::tie(a->matter, b->to) < std::tie(b->matter, a->to);
  });
  organisation_parts parts = org.parts();
  std::vector<authority> rows;
  std::map<std::size_t, std::vector<authority>> before;  // the row they come from
  std::set<std::tuple<std::string, std::string, authority_source, std::string>> raised;
  for (const delegation* d : order) {
    authority row = detail::passed_on(org, *d);
    raised.emplace(row.position, row.matter, row.source, row.giver);
    if (row.originators)
      before[d->by].push_back(std::move(row));
    else
      rows.push_back(std::move(row));
  }
  for (std::size_t i = 0; i < org.authorities().size(); ++i) {
    if (const auto here = before.find(i); here != before.end())
      for (authority& row : here->second) rows.push_back(std::move(row));
    const authority& a = org.authorities()[i];
    // A smaller right of the receiver from the same giver is taken up in the new one.
    if (!a.whoever && !a.originators && !a.acting &&
        raised.contains({a.position, a.matter, a.source, a.giver}))
      continue;
    rows.push_back(a);
  }
  parts.authorities = std::move(rows);
  return organisation(std::move(parts), org);
}

played play(const organisation& before, const std::vector<delegation>& given,
            const decision_options& options, const simplify_options& limits) {
  played all;
  all.options = options;
  all.delegations = given.size();
  all.result.after = with_delegations(before, given);
  all.result.changes.codes = before.table().codes;
  all.result.changes.legal_sources = before.table().legal_sources;
  all.sides = measure_sides(before, all.result.after, {}, options, limits);
  all.result.findings = all.sides.breaches;
  return all;
}

std::vector<double> delegation_savings(const organisation& org, const delegation_request& asked,
                                       std::size_t most) {
  if (asked.minutes || asked.most || asked.most_of_matter)
    throw input_error(
        "what each number of delegations saves is told without a load or another limit; leave them "
        "out");
  const auto trees = detail::only_trees(detail::trees_asked(org, asked));
  std::vector<double> savings;
  for (const std::int64_t gain : delegation_frontier(trees, most, asked.most_entries))
    savings.push_back(static_cast<double>(gain) / 1e6);
  return savings;
}

}  // namespace pangkas

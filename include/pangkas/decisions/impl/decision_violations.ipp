// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/decisions/impl/originators.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/undecidable_reasons.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Who decides each matter.
class deciders_of_matters {
 public:
  explicit deciders_of_matters(const organisation& org) : org_(org) {}

  /// @brief Takes up the deciders of the next matter, in any order and more than once.
  void add(std::vector<position_id> deciders) {
    std::ranges::sort(deciders);
    deciders.erase(std::unique(deciders.begin(), deciders.end()), deciders.end());
    deciders_.push_back(std::move(deciders));
  }

  template <class Visit>
  void visit_incompatible(Visit visit) const {
    for (const auto& [pair, in_unit] : pairs()) {
      const auto& [a, b] = pair;
      if (in_unit.first) visit_positions(a, b, visit);
      if (in_unit.second) visit_units(a, b, visit);
    }
  }

 private:
  /// By pair of matters, the lower first: whether one position may not, and whether one unit.
  [[nodiscard]] std::map<std::pair<std::size_t, std::size_t>, std::pair<bool, bool>> pairs() const {
    std::map<std::pair<std::size_t, std::size_t>, std::pair<bool, bool>> found;
    const auto add = [&](std::size_t a, const std::vector<std::string>& others, bool in_unit) {
      for (const std::string& other : others)
        for (std::size_t b = 0; b < org_.matters().size(); ++b) {
          const matter& m = org_.matters()[b];
          if (b == a || (m.code != other && !m.is_of(other))) continue;
          auto& rules = found[{std::min(a, b), std::max(a, b)}];
          (in_unit ? rules.second : rules.first) = true;
        }
    };
    for (std::size_t a = 0; a < org_.matters().size(); ++a) {
      add(a, org_.matters()[a].not_same_position, false);
      add(a, org_.matters()[a].not_same_unit, true);
    }
    return found;
  }

  template <class Visit>
  void visit_positions(std::size_t a, std::size_t b, Visit& visit) const {
    for (const position_id p : deciders_[a])
      if (std::ranges::binary_search(deciders_[b], p)) visit(breach(a, p, b));
  }

  template <class Visit>
  void visit_units(std::size_t a, std::size_t b, Visit& visit) const {
    std::map<std::uint32_t, position_id> first;  // decider of b by entry of the units
    const dictionary_column& units = *org_.table().units;
    for (const position_id p : deciders_[b]) first.emplace(units.entry(org_.row(p)), p);
    for (const position_id p : deciders_[a]) {
      if (org_.unit(p).empty()) continue;
      const auto other = first.find(units.entry(org_.row(p)));
      if (other == first.end()) continue;
      decision_violation found = breach(a, p, b);
      found.other_position = other->second;
      visit(found);
      first.erase(other);  // one for each unit
    }
  }

  static decision_violation breach(std::size_t a, position_id p, std::size_t b) {
    decision_violation found;
    found.rule = decision_rule::incompatible_roles;
    found.matter = a;
    found.position = p;
    found.other_matter = b;
    return found;
  }

  const organisation& org_;
  std::vector<std::vector<position_id>> deciders_;
};

/// @brief The positions that do two acts which the matter keeps apart, each once.
inline std::vector<position_id> same_hands(const matter& m, const scheme_path& path) {
  std::vector<position_id> hands;
  const auto is_apart = [&](step_act act) {
    return std::ranges::find(m.apart, to_string(act)) != m.apart.end();
  };
  for (const scheme_path::act& done : path.done)
    for (const scheme_path::act& other : path.done)
      if (done.hand == other.hand && done.what < other.what && is_apart(done.what) &&
          is_apart(other.what) && std::ranges::find(hands, done.hand) == hands.end())
        hands.push_back(done.hand);
  return hands;
}

void visit_violations(const organisation& org, const decision_options& options,
                      originators_of originators,
                      const std::function<void(const decision_violation&)>& visit) {
  if (org.matters().empty()) return;
  all_paths paths(org, options);
  deciders_of_matters deciders(org);
  for (std::size_t place = 0; place < org.matters().size(); ++place) {
    const matter& m = org.matters()[place];
    paths.turn_to(m);
    undecidable_reasons why(org.command(), paths);
    std::vector<position_id> deciding;
    // Who decides from beside the line need head nobody.
    std::vector<std::uint8_t> is_listed(paths.is_of_scheme() ? org.size() : paths.end_of_managers(),
                                        0);
    for (const position_id o : originators(m)) {
      decision_violation found;
      found.matter = place;
      found.position = o;
      const auto breaks = [&](decision_rule rule, std::uint64_t number, std::uint64_t limit) {
        found.rule = rule;
        found.found = number;
        found.limit = limit;
        visit(std::as_const(found));
      };
      const auto length = paths.length(o);
      if (!length) {
        found.reason = why.of(o);
        breaks(decision_rule::undecidable, 0, 0);
        continue;
      }
      const position_id post = paths.decider(o);
      const position_id decider = post == no_position ? o : paths.network().holders().handler(post);
      if (post == no_position) {
        deciding.push_back(o);
      } else if (is_listed[post] == 0) {
        is_listed[post] = 1;
        deciding.push_back(decider);
      }
      if (m.checks > 0)
        if (const std::uint64_t checks = paths.checks(o, *length); checks < m.checks)
          breaks(decision_rule::checks, checks, m.checks);
      if (decider == o && !m.own_first) breaks(decision_rule::four_eyes, 0, 0);
      std::uint64_t initials = length->with_roles > 0 ? length->with_roles - 1 : 0;
      if (paths.is_of_scheme()) initials -= paths.by_scheme(o).concurrences();
      const auto allowed = m.initials ? m.initials : options.initials;
      if (allowed && initials > *allowed) breaks(decision_rule::initials, initials, *allowed);
      if (m.apart.empty() && !m.beneficiary) continue;
      for (const position_id hand : same_hands(m, paths.by_scheme(o))) {
        found.other_position = hand;
        breaks(decision_rule::same_hand, 0, 0);
      }
      if (const auto hand = paths.beneficiary_on_path(o)) {
        found.other_position = hand;
        breaks(decision_rule::beneficiary, 0, 0);
      }
    }
    deciders.add(std::move(deciding));
  }
  deciders.visit_incompatible(visit);
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

void visit_violations(const organisation& org, const decision_options& options,
                      const std::function<void(const decision_violation&)>& visit) {
  detail::visit_violations(org, options, detail::originators_of(org), visit);
}

void visit_violations_after(const organisation& before, const organisation& after,
                            const decision_options& options,
                            const std::function<void(const decision_violation&)>& visit) {
  detail::visit_violations(after, options, detail::originators_of(before, after), visit);
}

std::vector<decision_violation> decision_violations(const organisation& org,
                                                    const decision_options& options) {
  std::vector<decision_violation> all;
  visit_violations(org, options, [&](const decision_violation& found) { all.push_back(found); });
  return all;
}

}  // namespace pangkas

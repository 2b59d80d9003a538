// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/who_decides.hpp>

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/originators.hpp>
#include <pangkas/decisions/impl/undecidable_reasons.hpp>
#include <pangkas/decisions/matter_follower.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Whether a position holds a right for a matter that it might have passed on.
inline bool may_have_passed_on(const organisation& org, const authority& a, const matter& m,
                               position_id giver) {
  if (a.acting || !a.is_for(m)) return false;
  if (!a.whoever) return a.position == org.code(giver);
  return a.whoever->kind == holder_kind::class_of && condition_matcher(org, a.whoever->when)(giver);
}

/// @brief An organisation in which a post is without its holder.
inline organisation without_holder(const organisation& org, position_id post,
                                   const std::string& absent_flag) {
  organisation_parts parts = org.parts();
  auto flags = std::make_shared<flag_column>(*org.table().flags);
  std::vector<std::string> here = (*flags)[org.row(post)];
  here.push_back(absent_flag);
  flags->set(org.row(post), here);
  parts.table.flags = std::move(flags);
  return organisation(std::move(parts), org);
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

std::vector<std::size_t> grants_of(const organisation& org, std::size_t matter,
                                   std::size_t authority) {
  const pangkas::matter& m = org.matters()[matter];
  std::vector<std::size_t> grants{authority};
  while (!org.authorities()[grants.back()].giver.empty()) {
    const auto giver = org.find(org.authorities()[grants.back()].giver);
    if (!giver) break;
    std::optional<std::size_t> next;
    const auto rank = [&](std::size_t place) {  // the nearer rule first, as where it is decided by
      const std::string& of = org.authorities()[place].matter;
      return of == m.code ? 0 : of == "*" ? 2 : 1;
    };
    for (std::size_t i = 0; i < org.authorities().size(); ++i)
      if (detail::may_have_passed_on(org, org.authorities()[i], m, *giver) &&
          (!next || rank(i) < rank(*next)))
        next = i;
    if (!next || std::ranges::find(grants, *next) != grants.end()) break;
    grants.push_back(*next);
  }
  return grants;
}

void who_decides(const organisation& org, const decision_options& options,
                 const std::function<void(const who_decides_row&)>& tell) {
  if (org.matters().empty()) return;
  detail::all_paths paths(org, options);
  detail::originators_of raised_by(org);
  for (std::size_t place = 0; place < org.matters().size(); ++place) {
    const matter& m = org.matters()[place];
    paths.turn_to(m);
    detail::undecidable_reasons why(org.command(), paths);
    std::unordered_map<position_id, std::size_t> right_of;  // where who is above whom says all
    std::unordered_map<std::size_t, std::vector<std::size_t>> grants;
    const auto chain = [&](std::size_t authority) -> std::span<const std::size_t> {
      const auto [known, is_new] = grants.try_emplace(authority);
      if (is_new) known->second = grants_of(org, place, authority);
      return known->second;
    };
    for (const position_id o : raised_by(m)) {
      who_decides_row row{place, o};
      if (paths.is_of_scheme()) {
        const detail::scheme_path& found = paths.by_scheme(o);
        row.undecidable = found.path.undecidable;
        if (!row.undecidable) {
          row.post = found.decider_post;
          if (found.path.authority) row.grants = chain(*found.path.authority);
        }
      } else {
        row.post = paths.decider(o);
        if (row.post == no_position && paths.decides_itself(o)) row.post = o;
        if (row.post == no_position) {
          row.undecidable = why.of(o);
        } else {
          const auto [known, is_new] = right_of.try_emplace(row.post, 0);
          if (is_new)
            known->second = *paths.rights().deciding(
                row.post, row.post == o ? o : paths.network().holders().handler(row.post));
          row.grants = chain(known->second);
        }
      }
      if (row.post != no_position)
        row.decider = row.post == o ? o : paths.network().holders().handler(row.post);
      tell(row);
    }
  }
}

void route_decisions(const organisation& org, const decision_options& options,
                     const std::function<void(const routed_path&)>& tell) {
  decision_options with_flag = options;
  if (with_flag.absent_flag.empty()) with_flag.absent_flag = "absent";
  // Who decides while a post is without its holder, for those for whom it decides.
  std::vector<std::pair<std::size_t, position_id>> asked;
  std::vector<position_id> decider;
  std::map<position_id, std::vector<std::size_t>> by_post;  // places in asked
  who_decides(org, options, [&](const who_decides_row& row) {
    if (row.post != no_position && row.post != row.originator)
      by_post[row.post].push_back(asked.size());
    asked.emplace_back(row.matter, row.originator);
    decider.push_back(row.decider);
  });
  std::vector<position_id> fallback(asked.size(), no_position);
  for (const auto& [post, places] : by_post) {
    const organisation vacant = detail::without_holder(org, post, with_flag.absent_flag);
    matter_follower follow(vacant, with_flag);
    for (const std::size_t i : places) {
      follow.turn_to(asked[i].first);
      const auto other = follow.decider(asked[i].second);
      if (other && *other != asked[i].second && *other != decider[i]) fallback[i] = *other;
    }
  }
  matter_follower follow(org, options);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    follow.turn_to(asked[i].first);
    tell({asked[i].first, asked[i].second, follow.path(asked[i].second), fallback[i]});
  }
}

}  // namespace pangkas

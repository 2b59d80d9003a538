// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simplify/ledger.hpp>

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/impl/ledger_words.hpp>
#include <pangkas/simplify/policy.hpp>

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {

matter_handling handling_of(const matter& m) {
  return {m.channel, m.clerical_steps, m.work_minutes, m.waiting_hours};
}

void set_handling(matter& m, matter_handling handling) {
  m.channel = handling.channel;
  m.clerical_steps = std::move(handling.clerical_steps);
  m.work_minutes = handling.work_minutes;
  m.waiting_hours = handling.waiting_hours;
}

}  // namespace pangkas

namespace pangkas::inline v0_1::detail {

std::string outcome_in_words(change_kind change, const authority_change& a) {
  if (change == change_kind::authority_lapsed)
    return "held by nobody: the post that it acted for was converted";
  if (!a.is) return "held by nobody: it is orphaned until the law that names the post is changed";
  const std::string& holder = a.is->position;
  if (change == change_kind::authority_moved) return "held by " + holder;
  if (change == change_kind::authority_returned)
    return holder == a.was.giver ? "back with its giver " + holder
                                 : "with " + holder + ", the nearest kept superior";
  if (holder == a.was.position) return "must be re-issued to the converted official " + holder;
  return "must be re-issued to " + holder;
}

/// @brief What was and what is, as a pair of texts, by what changed.
struct was_and_is {
  const ledger& changes;

  using pair = std::pair<std::string, std::string>;
  pair operator()(const post_kept& kept) const {
    const std::string post = words(changes.states[kept.state]);
    return {post, post};
  }
  pair operator()(const post_converted& post) const {
    return {words(changes.states[post.was]), words(changes.states[post.is])};
  }
  pair operator()(const re_attached& report) const {
    constexpr auto reports_to = "reports to ";
    return {reports_to + std::string(changes.code(report.was)),
            reports_to + std::string(changes.code(report.is))};
  }
  pair operator()(const role_added& role) const {
    const role_line& line = changes.lines[role.line];
    const std::string subordinate(changes.code(line.subordinate));
    return {"superior of " + subordinate, changes.role_names[line.role] + " of " + subordinate};
  }
  pair operator()(const authority_changed& changed) const {
    const authority_change& change = changes.authorities[changed.authority];
    return {words(change.was), outcome_in_words(changed.change, change)};
  }
  pair operator()(const turned_digital& turned) const {
    const matter_change& change = changes.matters[turned.matter];
    return {words(change.code, change.was), words(change.code, change.is)};
  }
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

std::vector<law_to_amend> laws_to_amend(const ledger& changes) {
  std::vector<law_to_amend> laws;
  if (!changes.legal_sources->any()) return laws;
  std::unordered_map<std::string_view, std::size_t> place;
  for (const ledger_entry& entry : changes.entries) {
    const auto* post = std::get_if<post_converted>(&entry.what);
    if (post == nullptr) continue;
    const std::string_view law = (*changes.legal_sources)[post->row];
    if (law.empty()) continue;
    const auto [found, is_new] = place.emplace(law, laws.size());
    if (is_new) laws.push_back({std::string(law)});
    ++laws[found->second].posts;
  }
  return laws;
}

change_in_words in_words(const ledger& changes, const ledger_entry& entry) {
  auto [was, is] = std::visit(detail::was_and_is{changes}, entry.what);
  const ledger_rule& rule = changes.rules[entry.rule];
  return {std::string(changes.code(entry).value_or(std::string_view{})),
          std::string(to_string(entry.change())),
          std::move(was),
          std::move(is),
          rule.id,
          rule.source,
          rule.reason,
          entry.row() ? std::string((*changes.legal_sources)[*entry.row()]) : std::string()};
}

}  // namespace pangkas

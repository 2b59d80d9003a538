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
  if (change == change_kind::authority_withdrawn) return "held by nobody";
  if (!a.is) return "held by nobody: it is orphaned until the law that names the post is changed";
  const std::string& holder = a.is->position;
  if (change == change_kind::authority_given || change == change_kind::authority_amended)
    return words(*a.is);
  if (change == change_kind::authority_moved) return "held by " + holder;
  if (change == change_kind::authority_returned)
    return holder == a.was.giver ? "back with its giver " + holder
                                 : "with " + holder + ", the nearest kept superior";
  if (holder == a.was.position) return "must be re-issued to the converted official " + holder;
  return "must be re-issued to " + holder;
}

/// @brief What was and what is, as a pair of texts, by what changed.
class was_and_is {
 public:
  explicit was_and_is(const ledger& changes) : changes_(changes) {}

  using pair = std::pair<std::string, std::string>;
  pair operator()(const post_kept& kept) const {
    const std::string post = words(changes_.states[kept.state]);
    return {post, post};
  }
  pair operator()(const post_converted& post) const {
    return {words(changes_.states[post.was]), words(changes_.states[post.is])};
  }
  pair operator()(const re_attached& report) const {
    return {reports_to(report.was), reports_to(report.is)};
  }
  pair operator()(const team_merged& team) const {
    return {
        "leads its team under " + std::string(changes_.code(team.was)),
        "its team joined that of " + std::string(changes_.code(team.is)) + ", whom it reports to"};
  }
  pair operator()(const role_added& role) const {
    const role_line& line = changes_.lines[role.line];
    const std::string subordinate(changes_.code(line.subordinate));
    return {"superior of " + subordinate, changes_.role_names[line.role] + " of " + subordinate};
  }
  pair operator()(const authority_changed& changed) const {
    const authority_change& change = changes_.authorities[changed.authority];
    return {change.was.matter.empty() ? "held by nobody" : words(change.was),
            outcome_in_words(changed.change, change)};
  }
  pair operator()(const turned_digital& turned) const {
    const matter_change& change = changes_.matters[turned.matter];
    return {words(change.code, change.was), words(change.code, change.is)};
  }
  pair operator()(const post_added& post) const {
    return {"not there", words(changes_.states[post.state])};
  }
  pair operator()(const post_split_off& post) const {
    return {"part of " + std::string(changes_.code(post.from)), words(changes_.states[post.state])};
  }
  pair operator()(const post_abolished& post) const {
    return {reports_to(post.was), "abolished; " + std::string(changes_.code(post.into)) +
                                      " takes its tasks and duties over"};
  }
  pair operator()(const post_merged& post) const {
    return {reports_to(post.was), "merged into " + std::string(changes_.code(post.into)) +
                                      ", which takes its tasks and duties over"};
  }
  pair operator()(const attribute_changed& changed) const {
    const attribute_change& change = changes_.values[changed.value];
    return {words(change.attribute, change.was), words(change.attribute, change.is)};
  }
  pair operator()(const line_changed& changed) const {
    const whole_line& line = changes_.whole_lines[changed.line];
    pair found{"no line", words(line, changes_.code(line.subordinate))};
    if (changed.change == change_kind::line_removed) found.first.swap(found.second);
    return found;
  }

 private:
  [[nodiscard]] std::string reports_to(row_index superior) const {
    return superior == no_row ? "reports to nobody"
                              : "reports to " + std::string(changes_.code(superior));
  }

  const ledger& changes_;
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

std::vector<law_to_amend> laws_to_amend(const ledger& changes) {
  std::vector<law_to_amend> laws;
  if (!changes.legal_sources->any()) return laws;
  std::unordered_map<std::string_view, std::size_t> place;
  for (const ledger_entry& entry : changes.entries) {
    const bool concerns_the_post = std::holds_alternative<post_converted>(entry.what) ||
                                   std::holds_alternative<post_abolished>(entry.what) ||
                                   std::holds_alternative<post_merged>(entry.what);
    if (!concerns_the_post) continue;
    const std::string_view law = (*changes.legal_sources)[*entry.row()];
    if (law.empty()) continue;
    const auto [found, is_new] = place.emplace(law, laws.size());
    if (is_new) laws.push_back({std::string(law)});
    ++laws[found->second].posts;
  }
  return laws;
}

change_in_words in_words(const ledger& changes, const ledger_entry& entry) {
  auto [was, is] = std::visit(detail::was_and_is(changes), entry.what);
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

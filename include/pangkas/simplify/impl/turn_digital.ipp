// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/impl/words.hpp>
#include <pangkas/simplify/turn_digital.hpp>

#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/simplify/impl/reorganisation.hpp>
#include <pangkas/simplify/impl/rule_refusal.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Which digital rule is for which matter, and what is wrong with the rules.
class digital_plan {
 public:
  digital_plan(const organisation& before, const policy& rules, finding_list& findings)
      : matters_(before.matters()), findings_(findings), rule_of_(matters_.size()) {
    for (std::size_t place = 0; place < matters_.size(); ++place)
      place_of_.emplace(matters_[place].code, place);
    for (std::uint32_t i = 0; i < rules.digital.size(); ++i) claim(rules.digital[i], i);
  }

  /// @brief The place in policy::digital of the rule for a matter; absent if there is none.
  [[nodiscard]] std::optional<std::uint32_t> rule_of(std::size_t place) const {
    return rule_of_[place];
  }

 private:
  void claim(const digital_rule& d, std::uint32_t number) {
    std::vector<std::size_t> claimed;
    for (const std::string& code : d.matters) {
      if (code == "*") {
        for (std::size_t place = 0; place < matters_.size(); ++place)
          if (!rule_of_[place]) claimed.push_back(place);
        report_idle(d, claimed);
      } else if (const auto found = place_of_.find(code); found != place_of_.end()) {
        claimed.push_back(found->second);
        report_already_digital(d, matters_[found->second]);
      } else {
        report_unknown(d, code);
      }
      for (const std::size_t place : claimed) rule_of_[place] = number;
    }
    if (!claimed.empty()) report_unknown_steps(d, claimed);
  }

  void report_unknown(const digital_rule& d, const std::string& code) {
    if (!findings_.wants("unknown-matter", severity::error)) return;
    std::vector<std::string_view> known;
    for (const matter& m : matters_) known.emplace_back(m.code);
    findings_.add("unknown-matter", severity::error, {},
                  called(d.rule) + " names the matter " + in_quotes(code) +
                      (known.empty() ? ", but the organisation has no matters"
                                     : ", which is not there" + did_you_mean(code, known)),
                  "the rule turns the others digital that it names");
  }

  void report_already_digital(const digital_rule& d, const matter& m) {
    if (m.channel == matter_channel::paper ||
        !findings_.wants("already-digital", severity::warning))
      return;
    findings_.add(
        "already-digital", severity::warning, {},
        called(d.rule) + " turns the matter " + in_quotes(m.code) + " digital, which it is already",
        "left as it was");
  }

  /// A rule for all matters says nothing of those that are digital, unless all are.
  void report_idle(const digital_rule& d, const std::vector<std::size_t>& claimed) {
    const auto is_digital = [&](std::size_t place) {
      return matters_[place].channel == matter_channel::digital;
    };
    const std::string rule = called(d.rule) + " is for all matters, ";
    if (matters_.empty()) {
      if (findings_.wants("unknown-matter", severity::error))
        findings_.add("unknown-matter", severity::error, {},
                      rule + "but the organisation has no matters", "the rule has no effect");
    } else if (!claimed.empty() && std::ranges::all_of(claimed, is_digital)) {
      if (findings_.wants("already-digital", severity::warning))
        findings_.add("already-digital", severity::warning, {},
                      rule + "but every one is digital already", "left as they were");
    }
  }

  void report_unknown_steps(const digital_rule& d, const std::vector<std::size_t>& claimed) {
    std::vector<std::string_view> known;
    for (const std::size_t place : claimed)
      known.insert(known.end(), matters_[place].clerical_steps.begin(),
                   matters_[place].clerical_steps.end());
    for (const std::string& step : d.removes) {
      if (std::ranges::find(known, step) != known.end() ||
          !findings_.wants("unknown-clerical-step", severity::warning))
        continue;
      findings_.add("unknown-clerical-step", severity::warning, {},
                    called(d.rule) + " removes the clerical step " + in_quotes(step) +
                        ", which none of its matters has" + did_you_mean(step, known),
                    "nothing was removed by that name");
    }
  }

  const std::vector<matter>& matters_;
  finding_list& findings_;
  std::unordered_map<std::string_view, std::size_t> place_of_;
  std::vector<std::optional<std::uint32_t>> rule_of_;
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

void turn_digital(const organisation& before, const policy& rules, reorganisation& draft,
                  finding_list& findings) {
  if (rules.digital.empty()) return;
  const detail::digital_plan plan(before, rules, findings);
  detail::ledger_writer writer(before, draft.changes);
  std::vector<matter_change>& changes = draft.changes.matters;
  for (std::size_t place = 0; place < before.matters().size(); ++place) {
    matter& m = draft.parts.matters[place];
    const auto number = plan.rule_of(place);
    if (!number || m.channel == matter_channel::digital) continue;
    const digital_rule& rule = rules.digital[*number];
    matter_handling is = handling_of(m);
    is.channel = matter_channel::digital;
    std::erase_if(is.clerical_steps, [&](const std::string& step) {
      return std::ranges::find(rule.removes, step) != rule.removes.end();
    });
    if (rule.work_minutes) is.work_minutes = rule.work_minutes;
    if (rule.waiting_hours) is.waiting_hours = rule.waiting_hours;
    draft.changes.entries.push_back({writer.rule("digital", rule.rule),
                                     turned_digital{static_cast<std::uint32_t>(changes.size())}});
    changes.push_back({place, m.code, handling_of(m), is});
    set_handling(m, std::move(is));
  }
}

}  // namespace pangkas

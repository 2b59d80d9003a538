// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simplify/ledger.hpp>

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/impl/ledger_words.hpp>
#include <pangkas/simplify/policy.hpp>

#include <string>
#include <utility>

namespace pangkas {

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

namespace pangkas::detail {

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

}  // namespace pangkas::detail

namespace pangkas {

change_in_words in_words(const ledger& changes, const ledger_entry& entry) {
  change_in_words words;
  words.position = changes.code(entry.row);
  words.change = to_string(entry.change);
  const ledger_rule& rule = changes.rules[entry.rule];
  words.rule = rule.id;
  words.source = rule.source;
  words.reason = rule.reason;
  switch (entry.change) {
    case change_kind::kept_exempt:
    case change_kind::converted:
      words.was = detail::words(changes.states[entry.was]);
      words.is = detail::words(changes.states[entry.is]);
      break;
    case change_kind::re_attached:
      words.was = "reports to " + std::string(changes.code(entry.was));
      words.is = "reports to " + std::string(changes.code(entry.is));
      break;
    case change_kind::role_added: {
      const role_line& line = changes.lines[entry.is];
      const std::string subordinate(changes.code(line.subordinate));
      words.was = "superior of " + subordinate;
      words.is = changes.role_names[line.role] + " of " + subordinate;
      break;
    }
    case change_kind::authority_orphaned:
    case change_kind::authority_moved:
    case change_kind::authority_re_issued:
    case change_kind::authority_returned:
    case change_kind::authority_lapsed: {
      const authority_change& change = changes.authorities[entry.was];
      words.was = detail::words(change.was);
      words.is = detail::outcome_in_words(entry.change, change);
      break;
    }
    case change_kind::turned_digital: {
      const matter_change& change = changes.matters[entry.was];
      words.was = detail::words(change.code, change.was);
      words.is = detail::words(change.code, change.is);
      break;
    }
  }
  return words;
}

}  // namespace pangkas

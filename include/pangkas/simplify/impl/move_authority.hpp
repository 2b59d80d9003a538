// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Authority: what becomes of the rights to decide of converted posts.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/impl/reorganisation.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

/// @brief Whether every post that @p holder acts for in the matter of @p a was converted.
inline bool acts_for_converted(const organisation& before, position_id holder, const authority& a,
                               const std::vector<bool>& is_converted) {
  bool found = false;
  for (const line& l : before.lines_from(holder)) {
    if (l.type != line_type::acting) continue;
    if (l.matter != 0 && a.matter != "*" && a.matter != before.line_names()[l.matter]) continue;
    if (!is_converted[l.subordinate]) return false;
    found = true;
  }
  return found;
}

}  // namespace detail

/// @brief Step 5: what becomes of the authority of converted posts, by its source.
///
/// Attribution is orphaned (taken off the list of authorities) or moved to the nearest kept
/// superior; delegation is re-issued to the nearest kept superior or to the converted official; a
/// mandate goes back to its giver or, if that was converted too or is not known, to the nearest
/// kept superior of the giver or holder. What comes to its giver has no giver any more.
///
/// What an official holds as Plh or Plt belongs to the post that it acts for. It lapses when every
/// post to which the official has an acting line in that matter was converted, for nobody acts in a
/// post that is not there; the own authority of those posts goes by its source. Otherwise it stays
/// with the official, and must be issued anew if the official's own post was converted: functional
/// officials may act for a structural post.
/// @complexity O(A) expected for A authorities, and the lines of those who act.
/// @source BKN circulars 2/SE/VII/2019 (3.b.13) and 1/SE/I/2021: both act under mandate, and
/// functional officials may be appointed.
inline void move_authority(const organisation& before, const policy& rules, reorganisation& draft) {
  std::vector<authority> kept;
  const std::vector<authority>& all = before.authorities();
  const auto kept_position = [&](position_id p) {
    const row_index row = before.row(p);
    return std::string(
        before.table().codes->texts[draft.is_converted[p] ? draft.parts.superiors[row] : row]);
  };
  std::optional<std::uint32_t> rule;
  for (std::size_t place = 0; place < all.size(); ++place) {
    const authority& was = all[place];
    const auto holder = before.find(was.position);
    const bool lapses = holder && was.acting &&
                        detail::acts_for_converted(before, *holder, was, draft.is_converted);
    if (!holder || (!draft.is_converted[*holder] && !lapses)) {
      kept.push_back(was);
      continue;
    }
    if (!rule)
      rule = detail::ledger_writer(before, draft.changes).rule("authority", rules.authority.rule);
    change_kind change = change_kind::authority_returned;
    std::optional<authority> is = was;
    if (lapses) {
      change = change_kind::authority_lapsed;
      is.reset();
    } else if (was.acting) {
      change = change_kind::authority_re_issued;
    } else if (was.source == authority_source::mandate) {
      is->position = kept_position(before.find(was.giver).value_or(*holder));
    } else if (was.source == authority_source::delegation) {
      change = change_kind::authority_re_issued;
      if (rules.authority.delegation == delegation_outcome::nearest_kept_superior)
        is->position = kept_position(*holder);
    } else if (rules.authority.attribution == attribution_outcome::orphan) {
      change = change_kind::authority_orphaned;
      is.reset();
    } else {
      change = change_kind::authority_moved;
      is->position = kept_position(*holder);
    }
    // Nobody gives a right to themselves: what comes back to its giver is the giver's own.
    if (is && is->position != was.position && is->position == is->giver) is->giver.clear();
    draft.changes.entries.push_back(
        {*rule,
         authority_changed{before.row(*holder),
                           static_cast<std::uint32_t>(draft.changes.authorities.size()), change}});
    if (is) kept.push_back(*is);
    draft.changes.authorities.push_back({place, was, std::move(is)});
  }
  if (rule) draft.parts.authorities = std::move(kept);
}

}  // namespace pangkas

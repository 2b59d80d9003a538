// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Who might receive each right of an organisation, and what decisions would gain.
#pragma once

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/originators.hpp>
#include <pangkas/error.hpp>
#include <pangkas/optimise/optimal_delegation.hpp>
#include <pangkas/study/delegation_question.hpp>
#include <pangkas/views/chain_of_command.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Hand-offs and matters a year are counted in millionths, so that equal is equal.
inline std::int64_t in_millionths(double value, const char* what) {
  if (!(value >= 0) || value > 9e12)
    throw input_error(std::string(what) + " is " + plain_number_text(value) +
                      "; give a number from 0 to 9e12");
  return std::llround(value * 1e6);
}

/// @brief One right for one matter: its tree of receivers, and who they are.
struct asked_delegations {
  delegation_tree tree{};
  std::vector<position_id> post{};     ///< of each receiver
  std::vector<position_id> giver{};    ///< of each receiver
  std::vector<std::uint32_t> by{};     ///< place of the authority that each would have a part of
  std::vector<std::int64_t> volume{};  ///< millionths a year that are raised nearest below each
  std::vector<high_right> high{};
};

/// @brief The lowest post above all who are decided for by one post, found as they come.
class common_superiors {
 public:
  common_superiors(const command_forest& forest, std::size_t matter)
      : forest_(forest), matter_(matter), met_(forest.size(), 0) {}

  void add(position_id decider, std::uint32_t by, position_id first, double volume) {
    const auto [known, is_new] = found_.emplace(std::pair(decider, by), entry{});
    entry& here = known->second;
    if (is_new) here.mark = static_cast<std::uint32_t>(found_.size());
    ++here.right.originators;
    here.right.volume += volume;
    // What was climbed through before leads to the post that is known.
    if (is_new) {
      here.common = first;
      met_[first] = here.mark;
    }
    while (first != no_position && first != here.common && met_[first] != here.mark) {
      if (here.common == no_position) break;
      position_id& lower = first > here.common ? first : here.common;
      met_[lower] = here.mark;
      lower = forest_.superiors()[lower];
    }
    if (first == no_position) here.common = no_position;
  }

  /// @param place  Place of a post among the receivers; absent if it is none.
  template <class Place>
  std::vector<high_right> take(const asked_delegations& asked, Place place) {
    std::vector<high_right> high;
    // What each would save if nobody else received anything.
    std::vector<std::int64_t> alone(asked.post.size(), 0);
    std::size_t entry_at = 0;
    for (std::uint32_t r = 0; r < asked.post.size(); ++r)
      for (std::uint32_t at = r; at != delegation_tree::nobody; at = asked.tree.above[at])
        alone[at] += asked.tree.gain[entry_at++];
    for (auto& [of, here] : found_) {
      position_id to = here.common;
      while (to != no_position && to != of.first && !place(to)) to = forest_.superiors()[to];
      if (to == no_position || to == of.first) continue;
      const std::uint32_t top = *place(to);
      if (asked.by[top] != of.second) continue;
      here.right.matter = matter_;
      here.right.from = of.first;
      here.right.by = of.second;
      here.right.to = to;
      const std::int64_t gain = alone[top];
      if (gain <= 0) continue;
      here.right.hand_offs = static_cast<double>(gain) / 1e6;
      high.push_back(here.right);
    }
    return high;
  }

 private:
  struct entry {
    position_id common = no_position;
    std::uint32_t mark = 0;
    high_right right{};
  };
  const command_forest& forest_;
  std::size_t matter_;
  std::vector<std::uint32_t> met_;
  std::map<std::pair<position_id, std::uint32_t>, entry> found_;
};

/// @brief The trees of receivers of one matter after the other.
class delegation_trees {
 public:
  delegation_trees(const organisation& org, const delegation_request& asked)
      : org_(org),
        asked_(asked),
        raised_by_(org),
        paths_(org, asked.decisions),
        may_(org.size(), 0) {
    const condition_matcher meets(org, asked.receivers);
    std::optional<rank_index> floor;
    if (!asked.rank_floor.empty()) {
      for (rank_index i = 0; i < org.scheme().ranks().size(); ++i)
        if (org.scheme().matches(i, asked.rank_floor)) floor = i;
      if (!floor)
        throw rule_error("the rank scheme " + in_quotes(org.scheme().name()) + " has no rank " +
                         in_quotes(asked.rank_floor) +
                         " that could be the lowest of a receiver; name a rank of it");
    }
    for (row_index row = 0; row < org.size(); ++row) {
      if (!meets.texts_meet(row)) continue;
      const position_id p = org.position_at(row);
      if (org.command().is_external(p) || !meets.meets(row, p)) continue;
      const auto rank = org.rank_in_row(row);
      if (!floor || (rank && *rank <= *floor)) may_[p] = 1;
    }
  }

  /// @brief Whether a matter may be delegated at all.
  [[nodiscard]] bool is_asked(const matter& m) const {
    return (asked_.strategic || !m.strategic) && !m.above_limits &&
           (!asked_.amount || !m.amount || *m.amount <= *asked_.amount);
  }

  /// @brief The trees of a matter, one for each right that would be passed on.
  std::vector<asked_delegations> of(std::size_t place) {
    const matter& m = org_.matters()[place];
    paths_.turn_to(m);
    const std::vector<position_id>& originators = raised_by_(m);
    const volume_shares shares(org_, m, originators);
    in_millionths(shares.total(), "the volume of a matter");
    return paths_.is_of_scheme() ? of_scheme(place, originators, shares)
                                 : of_line(place, originators, shares);
  }

 private:
  [[nodiscard]] bool may_receive(position_id post) const {
    return may_[post] != 0 && paths_.network().holders().handler(post) == post;
  }

  /// Whether a right may be passed on to a post.
  bool may_pass_on(std::uint32_t by, position_id to) {
    const authority& a = org_.authorities()[by];
    if (a.acting || a.stays) return false;
    if (a.receivers && !matcher(*a.receivers)(to)) return false;
    return !a.originators || a.originators->subtrees.empty() ||
           std::ranges::any_of(a.originators->subtrees, [&](const std::string& code) {
             const auto top = org_.find(code);
             return top && (*top == to || is_below(org_.command(), to, *top));
           });
  }
  const condition_matcher& matcher(const condition& when) {
    const std::unique_ptr<condition_matcher>& known = matchers_[&when];
    return known ? *known : *(matchers_[&when] = std::make_unique<condition_matcher>(org_, when));
  }

  /// Who decides is the nearest post on the line: sums over managers tell all.
  std::vector<asked_delegations> of_line(std::size_t place,
                                         const std::vector<position_id>& originators,
                                         const volume_shares& shares) {
    const matter& m = org_.matters()[place];
    const auto superiors = org_.command().superiors();
    const path_network& network = paths_.network();
    constexpr std::uint32_t nobody = delegation_tree::nobody;
    const std::size_t end = paths_.end_of_managers();
    std::vector<std::int64_t> raised(end, 0);      // below each, and below no receiver below it
    std::vector<std::uint32_t> near(end, nobody);  // fewest checks from who raises it to below here
    std::vector<position_id> one(end, no_position);  // of those who raise it below
    common_superiors common(org_.command(), place);
    std::map<position_id, std::uint32_t> right_of;
    const auto by_of = [&](position_id decider) {
      const auto [known, is_new] = right_of.emplace(decider, 0);
      if (is_new)
        known->second = static_cast<std::uint32_t>(
            *paths_.rights().deciding(decider, network.holders().handler(decider)));
      return known->second;
    };
    for (const position_id o : originators) {
      const position_id first = superiors[o];
      if (first == no_position || paths_.decider_from(first) == no_position) continue;
      raised[first] += in_millionths(shares.of(o), "the volume of an originator");
      near[first] = 0;
      one[first] = o;
      const position_id decider = paths_.decider_from(first);
      common.add(decider, by_of(decider), first, shares.of(o));
    }
    // Whoever acts for several posts is one check: then it depends on who raises the matter.
    const bool all_present = network.holders().all_present();
    std::vector<std::uint8_t> too_close(all_present || m.checks == 0 ? 0 : end, 0);
    if (!too_close.empty())
      for (const position_id o : originators)
        if (superiors[o] != no_position) mark_too_close(m, o, too_close);
    std::vector<std::uint8_t> is_receiver(end, 0);
    const std::vector<position_id>& managers = paths_.managers();
    for (std::size_t i = managers.size(); i-- > 0;) {
      const position_id post = managers[i];
      const position_id decider = paths_.decider_from(post);
      if (decider == post || decider == no_position || one[post] == no_position) continue;
      ++near[post];
      const position_id above = superiors[post];
      near[above] = std::min(near[above], near[post]);
      one[above] = one[post];
      is_receiver[post] = may_receive(post) &&
                          (too_close.empty() ? near[post] >= m.checks : too_close[post] == 0) &&
                          may_pass_on(by_of(decider), post);
      if (is_receiver[post] == 0) raised[above] += raised[post];
    }
    std::vector<asked_delegations> all(1);
    asked_delegations& asked = all.front();
    asked.tree.matter = place;
    std::vector<std::uint32_t> nearest(end, nobody);
    std::vector<std::uint32_t> depth;
    std::size_t entries = 0;
    for (const position_id post : managers) {
      const position_id decider = paths_.decider_from(post);
      if (decider == post || decider == no_position) continue;
      const position_id above = superiors[post];
      nearest[post] = nearest[above];
      if (is_receiver[post] == 0) continue;
      depth.push_back(nearest[post] == nobody ? 0 : depth[nearest[post]] + 1);
      entries += depth.back() + 1;
      asked.tree.above.push_back(nearest[post]);
      nearest[post] = static_cast<std::uint32_t>(asked.post.size());
      asked.post.push_back(post);
      asked.giver.push_back(decider);
      asked.by.push_back(by_of(decider));
      asked.volume.push_back(raised[post]);
    }
    refuse_beyond(entries);
    asked.tree.gain.reserve(entries);
    for (std::uint32_t r = 0; r < asked.post.size(); ++r) {
      const position_id from = one[asked.post[r]];
      const std::uint64_t today = network.between(from, asked.giver[r]).with_roles;
      for (std::uint32_t at = r; at != nobody; at = asked.tree.above[at])
        asked.tree.gain.push_back(
            product(asked.volume[r], today - network.between(from, asked.post[at]).with_roles));
    }
    asked.high = common.take(asked, [&](position_id post) -> std::optional<std::uint32_t> {
      if (is_receiver[post] == 0) return std::nullopt;
      return nearest[post];
    });
    return all;
  }

  /// Marks the posts above an originator that would leave it too few independent checks.
  void mark_too_close(const matter& m, position_id o, std::vector<std::uint8_t>& too_close) {
    const position_id decider = paths_.decider_from(org_.command().superiors()[o]);
    if (decider == no_position) return;
    std::vector<position_id> seen{o};
    std::vector<std::pair<position_id, std::size_t>> checks;  // up to each post
    for (const position_id post : chain_of_command(org_, o)) {
      const position_id by = paths_.network().holders().handler(post);
      if (by != no_position && std::ranges::find(seen, by) == seen.end() &&
          !is_below(org_.command(), by, o))
        seen.push_back(by);
      checks.emplace_back(post, seen.size() - 1);
      if (post == decider) break;
    }
    const std::size_t needed = std::min<std::size_t>(m.checks, checks.back().second);
    for (const auto& [post, here] : checks)
      if (here < needed) too_close[post] = 1;
  }

  /// What one originator's path would be if a post above it decided.
  struct saving {
    position_id post;
    std::int64_t hand_offs;
  };
  struct raised_matter {
    position_id originator;
    std::int64_t volume;
    std::vector<saving> savings;  ///< upwards
  };
  struct right_in_scheme {
    std::map<position_id, std::pair<std::uint32_t, position_id>> receivers{};  ///< by, giver
    std::vector<std::uint8_t> refused{};
    std::vector<raised_matter> raised{};
    std::optional<common_superiors> common{};
  };

  /// An originator whose matter nobody above it decides by a right today.
  struct decided_otherwise {
    position_id originator;
    std::int64_t hand_offs;
    std::uint32_t checks;  ///< that must be left
  };

  /// Every path is walked, as it is and as it would be.
  std::vector<asked_delegations> of_scheme(std::size_t place,
                                           const std::vector<position_id>& originators,
                                           const volume_shares& shares) {
    const matter& m = org_.matters()[place];
    std::map<std::uint32_t, right_in_scheme> rights;  // by the row that says for whom it holds
    constexpr std::uint32_t of_line = delegation_tree::nobody;
    std::vector<decided_otherwise> others;
    for (const position_id o : originators) {
      const scheme_path& today = paths_.by_scheme(o);
      if (today.path.undecidable || today.decider_post == o || !today.path.authority) {
        if (!today.path.undecidable && (today.decider_post != o || !m.own_first))
          others.push_back({o, static_cast<std::int64_t>(today.length.with_roles),
                            std::min(m.checks, today.checks)});
        continue;
      }
      const auto by = static_cast<std::uint32_t>(*today.path.authority);
      const position_id decider = today.decider_post;
      const auto length = static_cast<std::int64_t>(today.length.with_roles);
      const std::uint32_t needed = std::min(m.checks, today.checks);
      const bool is_rule = org_.authorities()[by].originators.has_value();
      right_in_scheme& right = rights[is_rule ? by : of_line];
      if (right.refused.empty()) {
        right.refused.assign(org_.size(), 0);
        right.common.emplace(org_.command(), place);
      }
      const position_id first = org_.command().superiors()[o];
      if (first != no_position) right.common->add(decider, by, first, shares.of(o));
      raised_matter raised{o, in_millionths(shares.of(o), "the volume of an originator"), {}};
      const auto look_at = [&](position_id post) {
        if (right.refused[post] != 0) return;
        const auto [known, is_new] = right.receivers.emplace(post, std::pair(by, decider));
        const bool may = (!is_new || (may_receive(post) && may_pass_on(by, post)));
        const scheme_path* path = may ? paths_.by_scheme_if(o, post, known->second.first) : nullptr;
        if (path == nullptr || path->checks < needed) {
          right.receivers.erase(known);
          right.refused[post] = 1;
          return;
        }
        raised.savings.push_back(
            {post, length - static_cast<std::int64_t>(path->length.with_roles)});
      };
      if (m.own_first && org_.authorities()[by].with.holders.empty()) look_at(o);
      for (const position_id post : chain_of_command(org_, o)) {
        if (post == decider || (is_rule && is_below(org_.command(), decider, post))) break;
        look_at(post);
      }
      right.raised.push_back(std::move(raised));
    }
    for (auto& [key, right] : rights)
      for (const decided_otherwise& other : others)
        if (key == of_line || matcher(*org_.authorities()[key].originators)(other.originator))
          take_over(m, other, shares, right);
    std::vector<asked_delegations> all;
    for (auto& [key, right] : rights) all.push_back(tree_of(place, right));
    return all;
  }

  /// What a fallback or the originator itself decides today goes to a receiver that stands near
  /// enough, where who holds the right now stands too far up.
  void take_over(const matter& m, const decided_otherwise& other, const volume_shares& shares,
                 right_in_scheme& right) {
    raised_matter raised{other.originator,
                         in_millionths(shares.of(other.originator), "the volume of an originator"),
                         {}};
    std::size_t lines = 0;
    for (const position_id post : chain_of_command(org_, other.originator)) {
      if (m.levels_up && ++lines > *m.levels_up) break;
      const auto known = right.receivers.find(post);
      if (known == right.receivers.end()) continue;
      const scheme_path* path = paths_.by_scheme_if(other.originator, post, known->second.first);
      if (path == nullptr || path->checks < other.checks)
        right.receivers.erase(known);
      else
        raised.savings.push_back(
            {post, other.hand_offs - static_cast<std::int64_t>(path->length.with_roles)});
    }
    if (!raised.savings.empty()) right.raised.push_back(std::move(raised));
  }

  asked_delegations tree_of(std::size_t place, right_in_scheme& right) {
    asked_delegations asked;
    asked.tree.matter = place;
    constexpr std::uint32_t nobody = delegation_tree::nobody;
    std::map<position_id, std::uint32_t> place_of;
    std::vector<std::size_t> first;
    std::size_t entries = 0;
    std::vector<std::uint32_t> depth;
    const auto nearest = [&](position_id from) {
      for (const position_id post : chain_of_command(org_, from))
        if (const auto found = place_of.find(post); found != place_of.end()) return found->second;
      return nobody;
    };
    for (const auto& [post, from] : right.receivers) {
      const std::uint32_t above = nearest(post);
      depth.push_back(above == nobody ? 0 : depth[above] + 1);
      first.push_back(entries);
      entries += depth.back() + 1;
      asked.tree.above.push_back(above);
      place_of.emplace(post, static_cast<std::uint32_t>(asked.post.size()));
      asked.post.push_back(post);
      asked.by.push_back(from.first);
      asked.giver.push_back(from.second);
      asked.volume.push_back(0);
    }
    refuse_beyond(entries);
    asked.tree.gain.assign(entries, 0);
    for (const raised_matter& raised : right.raised) {
      std::optional<std::uint32_t> lowest;
      for (const saving& s : raised.savings) {
        const auto found = place_of.find(s.post);
        if (found == place_of.end()) continue;
        if (!lowest) {
          lowest = found->second;
          asked.volume[*lowest] += raised.volume;
        }
        const std::size_t up = depth[*lowest] - depth[found->second];
        asked.tree.gain[first[*lowest] + up] += raised.volume * s.hand_offs;
      }
    }
    asked.high = right.common->take(asked, [&](position_id post) -> std::optional<std::uint32_t> {
      const auto found = place_of.find(post);
      return found == place_of.end() ? std::nullopt : std::optional(found->second);
    });
    return asked;
  }

  void refuse_beyond(std::size_t entries) const {
    if (entries > asked_.most_entries)
      throw input_error("there are " + std::to_string(entries) +
                        " pairs of a receiver and one above it, more than the " +
                        std::to_string(asked_.most_entries) +
                        " that are looked through; ask for fewer receivers, as by a rank floor");
  }
  static std::int64_t product(std::int64_t volume, std::uint64_t hand_offs) {
    std::int64_t gain = 0;
    if (__builtin_mul_overflow(volume, static_cast<std::int64_t>(hand_offs), &gain))
      throw input_error("the gains of delegations are too large; give volumes in a larger unit");
    return gain;
  }

  const organisation& org_;
  const delegation_request& asked_;
  originators_of raised_by_;
  all_paths paths_;
  std::vector<std::uint8_t> may_;
  std::map<const condition*, std::unique_ptr<condition_matcher>> matchers_;
};

}  // namespace pangkas::detail

// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How many matters pass through each position, without walking the paths.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The steps that the positions make in one matter, drafting left out.
///
/// What arrives at a post and is not decided there goes on to the next above, so one sweep up the
/// managers carries every path. What hangs on a post gets what leaves it.
class matter_traffic {
 public:
  struct counts {
    std::int64_t steps = 0;    ///< as reviewer, role holder, coordinator or decider
    std::int64_t between = 0;  ///< the same without those as decider
  };

  explicit matter_traffic(const organisation& org) : org_(org) {}

  /// @name Where the network is plain
  /// Every path makes one step at each post that it comes to, so that what arrives is all there is
  /// to count.
  /// @{
  /// @brief Turns to the paths of another matter.
  /// @complexity O(managers).
  void start_plain(const all_paths& paths) {
    arrived_.resize(paths.end_of_managers(), 0);
    decided_.resize(paths.end_of_managers(), 0);
    for (const position_id post : paths.managers()) arrived_[post] = decided_[post] = 0;
  }
  /// @brief Adds a path that goes from below @p first to @p decider.
  void enter_plain(position_id first, position_id decider) {
    ++arrived_[first];
    ++decided_[decider];
  }
  /// @brief Carries all that were entered.
  /// @complexity O(managers).
  void carry_plain(const all_paths& paths) {
    const auto superiors = org_.command().superiors();
    const std::vector<position_id>& managers = paths.managers();
    for (std::size_t i = managers.size(); i-- > 0;) {
      const position_id post = managers[i];
      if (const std::uint32_t leaves = reviewed(post); leaves > 0)
        arrived_[superiors[post]] += leaves;
    }
  }
  /// @}

  /// @brief Carries the paths of one matter where lines hang steps on posts or holders are absent.
  /// @complexity O(originators + managers), and what side_steps takes where there are lines.
  void carry(all_paths& paths, std::span<const position_id> originators) {
    const path_network& network = paths.network();
    const post_holders& holders = network.holders();
    start(paths);
    enter(paths, originators);
    const std::vector<position_id>& managers = paths.managers();
    for (std::size_t i = managers.size(); i > 0; --i) {
      const position_id post = managers[i - 1];
      if (decided_[post] > 0) {
        // Whoever drafts and decides in one step was not counted on the way.
        count_of(holders.handler(post)).between -= decided_[post] - alone_[post];
      }
      const std::int64_t leaves = std::int64_t{arrived_[post]} - decided_[post];
      if (leaves == 0) continue;
      const position_id next = network.above(post);
      arrived_[next] += static_cast<std::uint32_t>(leaves);
      if (network.makes_step(holders.handler(post), post, next))
        make_steps(holders.handler(next), leaves);
      if (network.has_side_steps(post)) sent_.emplace_back(post, leaves);
    }
    count_side_steps(network);
  }

  /// @brief Calls `visit(position, counts)` for each position that makes a step.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const position_id p : touched_)
      if (posts_[p].steps != 0) visit(p, posts_[p]);
    for (const auto& [p, made] : others_)
      if (made.steps != 0) visit(p, made);
  }
  /// @brief How many paths come to a post.
  [[nodiscard]] std::uint32_t arrived(position_id post) const { return arrived_[post]; }
  /// @brief How many paths a post decides.
  [[nodiscard]] std::uint32_t decided(position_id post) const { return decided_[post]; }
  /// @brief How many paths come to a post and go on to the next above it.
  [[nodiscard]] std::uint32_t reviewed(position_id post) const {
    return arrived_[post] - decided_[post];
  }

 private:
  /// Clears what the matter before has left. Managers stand close together at the front, so that
  /// going through them alone reads a fraction of the columns.
  void start(const all_paths& paths) {
    const std::size_t end = paths.end_of_managers();
    arrived_.resize(end, 0);
    decided_.resize(end, 0);
    alone_.resize(end, 0);
    posts_.resize(end);
    is_touched_.resize(end, 0);
    for (const position_id p : touched_) {
      posts_[p] = {};
      is_touched_[p] = 0;
    }
    touched_.clear();
    for (const position_id post : paths.managers())
      arrived_[post] = decided_[post] = alone_[post] = 0;
    others_.clear();
    sent_.clear();
  }

  void enter(all_paths& paths, std::span<const position_id> originators) {
    const path_network& network = paths.network();
    const post_holders& holders = network.holders();
    for (const position_id o : originators) {
      const position_id decider = paths.decider(o);
      if (decider == no_position) continue;
      const position_id first = network.above(o);
      ++arrived_[first];
      ++decided_[decider];
      if (network.makes_step(o, o, first))
        make_steps(holders.handler(first), 1);
      else if (network.between(o, decider).with_coordination == 0)
        ++alone_[decider];
      if (network.has_side_steps(o)) sent_.emplace_back(o, 1);
    }
  }

  counts& count_of(position_id p) {
    if (p >= posts_.size()) return others_[p];
    if (is_touched_[p] == 0) {
      is_touched_[p] = 1;
      touched_.push_back(p);
    }
    return posts_[p];
  }
  void make_steps(position_id p, std::int64_t times) {
    counts& made = count_of(p);
    made.steps += times;
    made.between += times;
  }

  void count_side_steps(const path_network& network) {
    if (sent_.empty()) return;
    side_steps side(org_, network.lines(), network.holders().has_holder());
    std::vector<position_id> chain;
    for (const auto& sent : sent_) {
      climb_command(org_.command(), sent.first, chain);
      side.for_each(sent.first, std::span(chain).subspan(1),
                    [&](const path_step& step) { make_steps(step.position, sent.second); });
    }
  }

  const organisation& org_;
  std::vector<std::uint32_t> arrived_;  ///< paths that come to a post, by post
  std::vector<std::uint32_t> decided_;
  /// Of those that a post decides, the paths of one step: its handler drafted them too.
  std::vector<std::uint32_t> alone_;
  std::vector<counts> posts_;                       ///< by position, as far as there are managers
  std::vector<std::uint8_t> is_touched_;            ///< the same; whether it is in touched_
  std::vector<position_id> touched_;                ///< whose counts may not be 0
  std::unordered_map<position_id, counts> others_;  ///< of positions beyond them
  std::vector<std::pair<position_id, std::int64_t>> sent_;  ///< from posts with lines
};

}  // namespace pangkas::detail

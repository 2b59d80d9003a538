// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Lengths of decision paths without walking them.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/impl/post_holders.hpp>
#include <pangkas/decisions/impl/side_steps.hpp>
#include <pangkas/decisions/path_length.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief What hangs on one post.
struct side_count {
  std::uint32_t roles = 0;
  std::uint32_t coordination = 0;
  std::uint32_t rebuilt = 0;  ///< role steps that rebuild a removed command line
};

/// @brief What it costs to get from each post to the next above it, summed up to the top.
///
/// What lines hang on a post and whether the matter changes hands on the way to the next post is
/// the same for every path through both, whoever raised the matter and whoever decides it. So a
/// length is a difference of two sums.
class path_network {
 public:
  /// @param org       The organisation; it must outlive this.
  /// @param lines     The lines that count.
  /// @param holders   Who acts in each post.
  /// @param rebuilds  rebuilds(post, holder): whether a role step of the holder rebuilds a
  ///                  removed command line above the post.
  /// @complexity      O(P) for P positions, and for each post with lines what side_steps takes.
  template <class Rebuilds>
  path_network(const organisation& org, matter_lines lines, post_holders holders,
               const Rebuilds& rebuilds)
      : org_(org), lines_(std::move(lines)), holders_(std::move(holders)) {
    count_side_steps(rebuilds);
    sum_up();
  }

  [[nodiscard]] const post_holders& holders() const noexcept { return holders_; }
  [[nodiscard]] const matter_lines& lines() const noexcept { return lines_; }
  /// @brief Whether lines hang steps on a post.
  [[nodiscard]] bool has_side_steps(position_id post) const {
    return !side_of_.empty() && side_of_[post] != 0;
  }
  [[nodiscard]] side_count side(position_id post) const {
    return side_of_.empty() ? side_count{} : sides_[side_of_[post]];
  }
  /// @brief The next post above that is not passed over; no_position if there is none.
  [[nodiscard]] position_id above(position_id post) const {
    return holders_.all_present() ? org_.command().superiors()[post]
                                  : holders_.above(org_.command(), post);
  }
  /// @brief Whether the matter makes a step of its own at the post above, coming from a post below
  /// that is handled by @p from.
  [[nodiscard]] bool makes_step(position_id from, position_id post, position_id above) const {
    const side_count s = side(post);
    return holders_.handler(above) != from || s.roles + s.coordination > 0;
  }

  /// @brief Whether every post on the way is one hand-off and nothing else: no line hangs a step
  /// anywhere, and every post has its holder.
  [[nodiscard]] bool is_plain() const noexcept {
    return side_of_.empty() && holders_.all_present();
  }
  /// @brief The length of the path from below @p first, where the network is plain, to a post at or
  /// above it that decides; all lengths are the same.
  [[nodiscard]] std::uint64_t plain_length(position_id first, position_id decider) const {
    return std::uint64_t{1} + depth_[first] - depth_[decider];
  }

  /// @brief The lengths of the path from an originator to a post above it that decides.
  [[nodiscard]] path_length between(position_id originator, position_id decider) const {
    return whole(originator) - to_top(decider);
  }
  /// @brief Where the network is plain, the length of the path from an originator to the top of its
  /// tree; all lengths are the same.
  [[nodiscard]] std::uint64_t plain_whole(position_id originator) const {
    const position_id first = org_.command().superiors()[originator];
    return first == no_position ? 0 : std::uint64_t{1} + depth_[first];
  }
  /// @brief The lengths of the path from an originator to the top of its tree.
  [[nodiscard]] path_length whole(position_id originator) const {
    const position_id first = above(originator);
    if (first == no_position) return {};
    if (is_plain()) {
      const std::uint64_t length = plain_whole(originator);
      return {length, length, length, 0};
    }
    return transition(originator, originator, first) + to_top(first);
  }

 private:
  /// From a post, handled by @p from, to the one above.
  [[nodiscard]] path_length transition(position_id from, position_id post,
                                       position_id above) const {
    const bool changes_hands = holders_.handler(above) != from;
    const side_count s = side(post);
    path_length length;
    length.command = changes_hands ? 1 : 0;
    length.with_roles = std::uint64_t{s.roles} + (changes_hands || s.roles > 0 ? 1 : 0);
    const std::uint64_t all = std::uint64_t{s.roles} + s.coordination;
    length.with_coordination = all + (changes_hands || all > 0 ? 1 : 0);
    length.rebuilt = s.rebuilt;
    return length;
  }

  [[nodiscard]] path_length to_top(position_id post) const {
    if (sums_.empty()) return {depth_[post], depth_[post], depth_[post], 0};
    return sums_[post];
  }

  template <class Rebuilds>
  void count_side_steps(const Rebuilds& rebuilds) {
    for (const line& l : org_.lines()) {
      if (!lines_.lead_to_step(l)) continue;
      if (side_of_.empty()) {
        side_of_.assign(org_.size(), 0);
        sides_.emplace_back();
      }
      side_of_[l.subordinate] = 1;
    }
    if (side_of_.empty()) return;
    side_steps side(org_, lines_, holders_.has_holder());
    std::vector<position_id> chain;
    for (position_id post{0}; post < org_.size(); ++post) {
      if (side_of_[post] == 0) continue;
      side_count count;
      climb_command(org_.command(), post, chain);
      side.for_each(post, std::span(chain).subspan(1), [&](const path_step& step) {
        if (step.role == step_role::coordination) {
          ++count.coordination;
        } else {
          ++count.roles;
          if (rebuilds(post, step.position)) ++count.rebuilt;
        }
      });
      side_of_[post] = static_cast<std::uint32_t>(sides_.size());
      sides_.push_back(count);
    }
  }

  void sum_up() {
    const command_forest& forest = org_.command();
    // Only posts with somebody below are on the way of others.
    std::size_t end = forest.size();
    while (end > 0 && forest.span(static_cast<position_id>(end - 1)) == 0) --end;
    const bool plain = is_plain();
    if (plain)
      depth_ = std::make_unique_for_overwrite<std::uint32_t[]>(end);
    else
      sums_.resize(end);
    for (position_id post{0}; post < end; ++post) {
      if (plain) {
        if (forest.span(post) == 0) continue;
        const position_id superior = forest.superiors()[post];
        depth_[post] = superior == no_position ? 0 : depth_[superior] + 1;
        continue;
      }
      const position_id handler = holders_.handler(post);
      if (handler == no_position) continue;  // on nobody's way
      const position_id next = above(post);
      if (next != no_position) sums_[post] = transition(handler, post, next) + sums_[next];
    }
  }

  const organisation& org_;
  matter_lines lines_;
  post_holders holders_;
  std::vector<std::uint32_t> side_of_;  ///< place in sides_ by post; empty: no line hangs anywhere
  std::vector<side_count> sides_;       ///< the first is of posts without lines
  /// By post with somebody below, where that is all there is. The others have no value: where
  /// managers stand close together, most of this memory is never touched.
  std::unique_ptr<std::uint32_t[]> depth_;
  std::vector<path_length> sums_;  ///< by post, from it to the top
};

/// @brief A path_network that knows nothing of an organisation before.
inline bool rebuilds_nothing(position_id, position_id) { return false; }

}  // namespace pangkas::detail

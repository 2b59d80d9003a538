// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/matter_follower.hpp>

#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/originators.hpp>
#include <pangkas/decisions/impl/path_finder.hpp>
#include <pangkas/decisions/impl/path_network.hpp>
#include <pangkas/decisions/impl/undecidable_reasons.hpp>
#include <pangkas/metrics/span_of_control.hpp>
#include <pangkas/views/chain_of_command.hpp>
#include <pangkas/views/positions.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

class matter_follower::implementation {
 public:
  implementation(const organisation& org, const decision_options& options)
      : org_(org), options_(options), raised_by_(org) {
    if (org.matters().empty())
      chart_.emplace(org, detail::matter_lines{}, detail::post_holders{}, detail::rebuilds_nothing);
    else
      paths_.emplace(org, options_);
  }

  [[nodiscard]] std::size_t matters() const noexcept {
    return std::max<std::size_t>(1, org_.matters().size());
  }

  void turn_to(std::size_t matter) {
    if (!paths_ || turned_to_ == matter) return;
    turned_to_ = matter;
    paths_->turn_to(org_.matters()[matter]);
    why_.emplace(org_.command(), *paths_);
  }

  [[nodiscard]] const std::vector<position_id>& originators(std::size_t matter) {
    if (paths_) return raised_by_(org_.matters()[matter]);
    if (raise_default_.empty()) {
      const std::vector<std::uint32_t> spans = span_of_control(org_.command());
      for (const position_id p : positions(org_))
        if (spans[p] == 0 && !org_.command().is_external(p)) raise_default_.push_back(p);
    }
    return raise_default_;
  }
  [[nodiscard]] double volume_of_each(std::size_t matter) {
    return paths_ ? shares(matter).each() : 1.0;
  }
  [[nodiscard]] double weight(std::size_t matter, position_id originator) {
    return paths_ ? shares(matter).weight(originator) : 1.0;
  }

  [[nodiscard]] std::optional<path_length> length(position_id originator) {
    if (paths_) return paths_->length(originator);
    if (originator >= org_.command().placed()) return std::nullopt;
    return chart_->whole(originator);
  }
  [[nodiscard]] std::optional<position_id> decider(position_id originator) {
    if (!length(originator)) return std::nullopt;
    if (paths_) {
      const position_id post = paths_->decider(originator);
      return post == no_position ? originator : paths_->network().holders().handler(post);
    }
    position_id root = originator;
    for (const position_id above : chain_of_command(org_, originator)) root = above;
    return root;
  }
  [[nodiscard]] undecidable_reason why_undecidable(position_id originator) {
    return paths_ ? why_->of(originator) : undecidable_reason::not_placed;
  }

  [[nodiscard]] followed_path path(position_id originator) {
    if (paths_) return paths_->path(originator);
    followed_path path;
    const auto whole = length(originator);
    if (!whole) {
      path.undecidable = undecidable_reason::not_placed;
      return path;
    }
    path.steps = *decision_path(org_, originator);
    path.hand_offs = whole->command;
    path.hand_offs_with_roles = whole->with_roles;
    path.hand_offs_with_coordination = whole->with_coordination;
    return path;
  }

 private:
  const detail::volume_shares& shares(std::size_t matter) {
    if (!shares_ || shares_of_ != matter) {
      shares_.emplace(org_, org_.matters()[matter], originators(matter));
      shares_of_ = matter;
    }
    return *shares_;
  }

  const organisation& org_;
  decision_options options_;
  detail::originators_of raised_by_;
  std::vector<position_id> raise_default_;
  std::optional<detail::path_network> chart_;  ///< of the default matter
  std::optional<detail::all_paths> paths_;     ///< of the others
  std::optional<std::size_t> turned_to_;
  std::optional<detail::undecidable_reasons> why_;
  std::optional<detail::volume_shares> shares_;
  std::size_t shares_of_ = 0;
};

matter_follower::matter_follower(const organisation& org, const decision_options& options)
    : implementation_(std::make_unique<implementation>(org, options)) {
  turn_to(0);
}
matter_follower::matter_follower(matter_follower&&) noexcept = default;
matter_follower::~matter_follower() = default;

std::size_t matter_follower::matters() const noexcept { return implementation_->matters(); }
void matter_follower::turn_to(std::size_t matter) { implementation_->turn_to(matter); }
const std::vector<position_id>& matter_follower::originators(std::size_t matter) {
  return implementation_->originators(matter);
}
double matter_follower::volume_of_each(std::size_t matter) {
  return implementation_->volume_of_each(matter);
}
double matter_follower::weight(std::size_t matter, position_id originator) {
  return implementation_->weight(matter, originator);
}
std::optional<path_length> matter_follower::length(position_id originator) {
  return implementation_->length(originator);
}
std::optional<position_id> matter_follower::decider(position_id originator) {
  return implementation_->decider(originator);
}
undecidable_reason matter_follower::why_undecidable(position_id originator) {
  return implementation_->why_undecidable(originator);
}
followed_path matter_follower::path(position_id originator) {
  return implementation_->path(originator);
}

}  // namespace pangkas

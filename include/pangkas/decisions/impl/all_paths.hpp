// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief All paths of one matter: who decides for whom, and how long each path is.
#pragma once

#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/impl/matter_rights.hpp>
#include <pangkas/decisions/impl/path_finder.hpp>
#include <pangkas/decisions/impl/path_network.hpp>
#include <pangkas/decisions/impl/scheme_paths.hpp>
#include <pangkas/metrics/impl/known_spans.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief All paths of one matter after the other; the sums over lines are shared between them.
///
/// One sweep down the managers finds the nearest deciding post above everybody; then each path is
/// two look-ups.
class all_paths {
 public:
  template <class Rebuilds = bool (*)(position_id, position_id)>
  explicit all_paths(const organisation& org, const decision_options& options,
                     Rebuilds rebuilds = rebuilds_nothing)
      : org_(org),
        options_(options),
        rights_of_(org),
        rights_(org, options_),
        scheme_(org, options_, rights_of_, rights_, rebuilds),
        managers_(managers_by_span(org.command().spans())) {
    if (!managers_.empty()) decider_.assign(managers_.back() + std::size_t{1}, no_position);
    make_network_ = [&org, options, rebuilds](const matter_lines& lines) {
      return std::make_unique<path_network>(org, lines, post_holders(org, lines, options),
                                            rebuilds);
    };
  }

  /// @brief Turns to another matter.
  /// @complexity O(managers + authorities for it), and once more that of a path_network for a
  ///             matter with lines of its own.
  void turn_to(const matter& m) {
    rights_.assign(m, rights_of_);
    matter_lines lines(org_, m, options_.on);
    if (!network_ || lines != network_->lines()) network_ = make_network_(lines);
    finder_.reset();
    is_of_scheme_ = scheme_.are_needed(m);
    if (is_of_scheme_) return scheme_.assign(m, network_->holders(), network_->lines());
    const auto superiors = org_.command().superiors();
    const post_holders& holders = network_->holders();
    for (const position_id post : managers_) {
      const position_id superior = superiors[post];
      decider_[post] = rights_.decides(post, holders.handler(post)) ? post
                       : superior == no_position                    ? no_position
                                                                    : decider_[superior];
    }
  }

  /// @brief Whether a scheme says more of the matter than who is above whom: then its paths are
  /// walked, one by one, and decider_from() does not count.
  [[nodiscard]] bool is_of_scheme() const noexcept { return is_of_scheme_; }
  /// @brief The path of an originator by a scheme; it is kept until the next is asked for.
  const scheme_path& by_scheme(position_id originator) { return scheme_.find(originator); }
  /// @brief The path if a post had the right at a place too; nullptr if nobody could decide by it.
  const scheme_path* by_scheme_if(position_id originator, position_id post, std::uint32_t place) {
    return scheme_.find_if(originator, post, place);
  }
  /// @brief Whether anything says how long the steps of a scheme take.
  [[nodiscard]] bool are_times_known() const noexcept { return scheme_.are_times_known(); }

  [[nodiscard]] const path_network& network() const { return *network_; }
  [[nodiscard]] const matter_rights& rights() const { return rights_; }
  /// @brief Those with somebody below, by position.
  [[nodiscard]] const std::vector<position_id>& managers() const { return managers_; }
  /// @brief One more than the last manager.
  [[nodiscard]] std::size_t end_of_managers() const { return decider_.size(); }

  /// @brief The nearest post that decides at or above a manager; no_position: none does.
  [[nodiscard]] position_id decider_from(position_id manager) const { return decider_[manager]; }
  /// @brief The post that decides for an originator; no_position: none above does.
  [[nodiscard]] position_id decider(position_id originator) {
    if (is_of_scheme_) {
      const position_id post = scheme_.find(originator).decider_post;
      return post == originator ? no_position : post;
    }
    const position_id superior = org_.command().superiors()[originator];
    return superior == no_position ? no_position : decider_[superior];
  }
  /// @brief Whether nobody above decides, but the originator itself may.
  [[nodiscard]] bool decides_itself(position_id originator) {
    if (is_of_scheme_) return scheme_.find(originator).decider_post == originator;
    return decider(originator) == no_position && rights_.reach(originator);
  }
  /// @brief The lengths of an originator's path; absent if it is undecidable.
  [[nodiscard]] std::optional<path_length> length(position_id originator) {
    if (is_of_scheme_) {
      const scheme_path& found = scheme_.find(originator);
      return found.path.undecidable ? std::nullopt : std::optional(found.length);
    }
    const position_id post = decider(originator);
    if (post != no_position) return network_->between(originator, post);
    if (rights_.reach(originator)) return path_length{};
    return std::nullopt;
  }
  /// @brief The path of an originator, step by step.
  [[nodiscard]] followed_path path(position_id originator) {
    if (is_of_scheme_) return scheme_.find(originator).path;
    if (!finder_) finder_.emplace(org_, rights_, network_->holders(), network_->lines());
    followed_path path = finder_->find(originator);
    const matter& m = rights_.asked();
    if (!path.undecidable && (m.work_minutes || m.waiting_hours))
      path.elapsed_hours =
          step_times(m).usual() * static_cast<double>(path.steps.size() + m.clerical_steps.size());
    return path;
  }
  /// @brief Who has the benefit of the matter of an originator and makes a step after the first.
  [[nodiscard]] std::optional<position_id> beneficiary_on_path(position_id originator) {
    return scheme_.beneficiary_on_path(originator);
  }
  /// @brief How many independent positions could stop the matter of an originator.
  [[nodiscard]] std::uint64_t checks(position_id originator, const path_length& length) {
    if (is_of_scheme_) return scheme_.find(originator).checks;
    if (network_->holders().all_present()) return length.command;
    // Whoever acts for several posts is one check, if no subordinate of who raised it.
    std::vector<position_id> seen{originator};
    for (const path_step& step : path(originator).steps) {
      if (step.role == step_role::role_step || step.role == step_role::coordination ||
          std::ranges::find(seen, step.position) != seen.end() ||
          is_below(org_.command(), step.position, originator))
        continue;
      seen.push_back(step.position);
    }
    return seen.size() - 1;
  }

 private:
  const organisation& org_;
  decision_options options_;
  rights_by_matter rights_of_;
  matter_rights rights_;
  scheme_paths scheme_;
  std::optional<path_finder> finder_;
  bool is_of_scheme_ = false;
  std::vector<position_id> managers_;
  std::vector<position_id> decider_;  ///< by post, the nearest that decides at or above it
  std::function<std::unique_ptr<path_network>(const matter_lines&)> make_network_;
  std::unique_ptr<path_network> network_;
};

}  // namespace pangkas::detail

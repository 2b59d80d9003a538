// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which positions may decide one matter.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/impl/rights_by_matter.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Whether an authority is within a limit of another measure than money, by name.
inline bool within_measures(const authority& a, const matter& m) {
  for (const named_amount& limit : a.limits)
    for (const named_amount& size : m.measures)
      if (size.name == limit.name && size.value > limit.value) return false;
  return true;
}

/// @brief Whether an amount is within a limit of money; absent: no limit.
inline bool within_limit(const authority& a, const matter& m, std::optional<double> limit) {
  if (!limit) return true;
  if (m.above_limits) return false;
  return !m.amount || (a.currency == m.currency && *limit >= *m.amount);
}

/// @brief Whether an authority reaches a matter in the hands of a post.
inline bool reaches(const organisation& org, const authority& a, const matter& m,
                    position_id holder) {
  if (!within_limit(a, m, a.limit) || !within_measures(a, m)) return false;
  if (!a.budget_share) return true;
  const auto budget = org.budget(holder);
  return within_limit(a, m, budget ? std::optional(*budget * *a.budget_share) : std::nullopt);
}

/// @brief Whether whoever acts in a post may use a right of it that reaches the matter.
inline bool reaches_by_acting(const authority& a, const matter& m) {
  return !m.strategic && within_limit(a, m, a.acting_limit);
}

/// @brief Which positions may decide one matter on the day that is asked about.
class matter_rights {
 public:
  /// @complexity O(P) for the first matter, O(authorities for the matter) for each further one that
  /// is put in place of it by assign().
  matter_rights(const organisation& org, const decision_options& options)
      : org_(org), options_(options), marks_(org.size(), 0) {}

  /// @brief Takes up the rights for another matter.
  void assign(const matter& m, const rights_by_matter& rights) {
    for (const position_id p : marked_) marks_[p] = 0;
    marked_.clear();
    for (const listed& each : listed_) last_of_[each.right.holder] = 0;
    listed_.clear();
    matter_ = &m;
    rights_ = &rights;
    rights.for_each(m, [&](const rights_by_matter::right& r) {
      const auto mark = [&](std::uint8_t marks) {
        if (marks_[r.holder] == 0) marked_.push_back(r.holder);
        marks_[r.holder] |= marks;
      };
      // No look at the authority itself, which is far away.
      if (r.is_plain) return mark(known | own | lent);
      const authority& a = org_.authorities()[r.place];
      if (!a.holds_on(options_.on) || (a.acting && m.strategic)) return;
      const bool is_enough = reaches(org_, a, m, r.holder);
      if (a.acting) {
        if (is_enough) mark(as_acting);
        return;
      }
      mark(known);
      if (is_enough) mark(own);
      if (is_enough && reaches_by_acting(a, m)) mark(lent);
    });
  }

  /// @brief The matter.
  [[nodiscard]] const matter& asked() const { return *matter_; }
  /// @brief Whether an authority of the post reaches the matter.
  [[nodiscard]] bool reach(position_id post) const { return (marks_[post] & own) != 0; }
  /// @brief Whether the post has an authority for the matter, whatever its limit.
  [[nodiscard]] bool any(position_id post) const { return (marks_[post] & known) != 0; }
  /// @brief Whether a post may decide that is handled by @p handler.
  [[nodiscard]] bool decides(position_id post, position_id handler) const {
    if (handler == post) return reach(post);
    if (handler == no_position || matter_->strategic) return false;
    return (marks_[post] & lent) != 0 || (marks_[handler] & as_acting) != 0;
  }
  /// @brief The place of the authority by which a post decides that somebody handles, @p handler: of
  /// the post before those of the acting official; for this matter before one for a family before
  /// one for all; then the first.
  [[nodiscard]] std::optional<std::size_t> deciding(position_id post, position_id handler) const {
    std::optional<std::uint32_t> of_post;
    std::optional<std::uint32_t> of_handler;
    const auto first = [this](std::optional<std::uint32_t>& so_far, std::uint32_t place) {
      if (!so_far || rank_of_right(place) < rank_of_right(*so_far)) so_far = place;
    };
    const auto look_at = [&](const rights_by_matter::right& r) {
      const authority& a = org_.authorities()[r.place];
      if (!a.holds_on(options_.on) || (a.acting && matter_->strategic) ||
          !reaches(org_, a, *matter_, r.holder))
        return;
      if (r.holder == post && !a.acting && (handler == post || reaches_by_acting(a, *matter_)))
        first(of_post, r.place);
      if (r.holder == handler && handler != post && a.acting) first(of_handler, r.place);
    };
    visit_rights_of(post, look_at);
    if (handler != post) visit_rights_of(handler, look_at);
    return of_post ? of_post : of_handler;
  }
  /// @brief Of two rights of one post the lower is asked first.
  [[nodiscard]] std::pair<int, std::uint32_t> rank_of_right(std::uint32_t place) const {
    const std::string& of = org_.authorities()[place].matter;
    return {of == matter_->code ? 0 : of == "*" ? 2 : 1, place};
  }

 private:
  static constexpr std::uint8_t known = 1;
  static constexpr std::uint8_t own = 2;
  static constexpr std::uint8_t lent = 4;  ///< whoever acts in the post may use it
  static constexpr std::uint8_t as_acting = 8;

  struct listed {
    rights_by_matter::right right;
    std::uint32_t before = 0;  ///< of the same holder: its place in the list and 1; 0 for none
  };

  /// Where every post of a rank decides, there are as many deciders as rights: each is looked up.
  template <class Visit>
  void visit_rights_of(position_id holder, Visit visit) const {
    if (listed_.empty()) {
      last_of_.resize(org_.size());
      rights_->for_each(*matter_, [&](const rights_by_matter::right& r) {
        listed_.push_back({r, last_of_[r.holder]});
        last_of_[r.holder] = static_cast<std::uint32_t>(listed_.size());
      });
    }
    for (std::uint32_t at = last_of_[holder]; at != 0; at = listed_[at - 1].before)
      visit(listed_[at - 1].right);
  }

  const organisation& org_;
  const decision_options& options_;
  const matter* matter_ = nullptr;
  const rights_by_matter* rights_ = nullptr;
  std::vector<std::uint8_t> marks_;
  std::vector<position_id> marked_;
  mutable std::vector<listed> listed_;          // made when it is first asked for, of one matter
  mutable std::vector<std::uint32_t> last_of_;  // by position, as listed::before
};

}  // namespace pangkas::detail

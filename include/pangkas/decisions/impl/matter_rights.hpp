// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which positions may decide one matter.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/core/text_column.hpp>
#include <pangkas/decisions/decision_options.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The authorities of an organisation by matter, with their holders looked up once.
///
/// A right of a class is one of each of its members; what says for whom it holds, or who holds it
/// by how it stands to the originator, is kept apart.
class rights_by_matter {
 public:
  struct right {
    position_id holder{};
    std::uint32_t place{};  ///< in organisation::authorities()
    bool is_plain{};  ///< without limit or days, and of the holder's own post: it always reaches
  };

  explicit rights_by_matter(const organisation& org) : org_(org) {
    const std::vector<authority>& all = org.authorities();
    const code_column& codes = *org.table().codes;
    std::array<std::string_view, text_index::group> wanted;
    std::array<row_index, text_index::group> rows;
    std::string_view matter;  // of the authority before: they mostly come matter by matter
    std::vector<right>* rights = nullptr;
    for (std::size_t at = 0; at < all.size(); at += wanted.size()) {
      const std::size_t here = std::min(wanted.size(), all.size() - at);
      for (std::size_t i = 0; i < here; ++i) wanted[i] = all[at + i].position;
      codes.index.find_all(codes.texts, std::span(wanted).first(here), std::span(rows).first(here));
      for (std::size_t i = 0; i < here; ++i) {
        const authority& a = all[at + i];
        const auto place = static_cast<std::uint32_t>(at + i);
        if (asks_more(a)) ask_more_.insert(a.matter);
        if (a.waiting_hours) waiting_[a.matter].push_back(place);
        if (asks_originator(a)) {
          rules_[a.matter].push_back(place);
        } else if (a.whoever) {
          add_class(place);
        } else if (rows[i] != text_index::absent) {
          if (rights == nullptr || a.matter != matter) {
            matter = a.matter;
            rights = &by_matter_[matter];
          }
          rights->push_back({org.position_at(rows[i]), place, is_plain(a)});
        }
      }
    }
  }

  /// @brief Calls `visit(right)` for each authority of a post for a matter, those for its families
  /// and for all matters too.
  template <class Visit>
  void for_each(const matter& m, Visit visit) const {
    for_each_key(m, [&](std::string_view key) {
      if (const auto found = by_matter_.find(key); found != by_matter_.end())
        for (const right& r : found->second) visit(r);
    });
  }
  /// @brief The places of the others for a matter, in the order of the table.
  [[nodiscard]] std::vector<std::uint32_t> rules(const matter& m) const {
    std::vector<std::uint32_t> places = places_in(rules_, m);
    std::ranges::sort(places);
    return places;
  }
  /// @brief The places of those that wait for a meeting, whether anybody holds them or not.
  [[nodiscard]] std::vector<std::uint32_t> waiting(const matter& m) const {
    return places_in(waiting_, m);
  }

  /// @brief Whether a right of a post for a matter asks for more than that the post is there.
  [[nodiscard]] bool ask_more(const matter& m) const {
    bool any = false;
    for_each_key(m, [&](std::string_view key) { any = any || ask_more_.contains(key); });
    return any;
  }

  /// @brief Whether who holds a right depends on who raises the matter.
  static bool asks_originator(const authority& a) {
    return a.originators || (a.whoever && a.whoever->kind != holder_kind::class_of);
  }

 private:
  static bool is_plain(const authority& a) {
    return !a.limit && !a.acting && a.from.empty() && a.until.empty() && !a.budget_share &&
           a.limits.empty() && !a.acting_limit && a.currency.empty() && !asks_more(a);
  }
  static bool asks_more(const authority& a) {
    return !a.with.holders.empty() || a.quorum || a.waiting_hours;
  }

  template <class Visit>
  static void for_each_key(const matter& m, Visit visit) {
    visit(std::string_view(m.code));
    for (const std::string& family : m.families) visit(std::string_view(family));
    visit(std::string_view("*"));
  }

  using places_by_matter = std::map<std::string_view, std::vector<std::uint32_t>>;
  static std::vector<std::uint32_t> places_in(const places_by_matter& all, const matter& m) {
    std::vector<std::uint32_t> places;
    for_each_key(m, [&](std::string_view key) {
      if (const auto found = all.find(key); found != all.end())
        places.insert(places.end(), found->second.begin(), found->second.end());
    });
    return places;
  }

  /// Of two rows of classes on one right the first stands, for whoever is of both.
  void add_class(std::uint32_t place) {
    const authority& a = org_.authorities()[place];
    std::vector<row_index> except;
    for (const std::string& code : a.except)
      if (const auto p = org_.find(code)) except.push_back(org_.row(*p));
    std::ranges::sort(except);
    const condition_matcher meets(org_, a.whoever->when);
    std::vector<const condition_matcher*> earlier;
    for (const auto& [other, matcher] : classes_)
      if (is_one_right(org_.authorities()[other], a)) earlier.push_back(&matcher);
    std::vector<right>& rights = by_matter_[a.matter];
    for (row_index row = 0; row < org_.size(); ++row) {
      if (!meets.texts_meet(row)) continue;
      const position_id p = org_.position_at(row);
      if (!meets.meets(row, p) || std::ranges::binary_search(except, row) ||
          std::ranges::any_of(earlier, [&](const auto* other) { return (*other)(p); }))
        continue;
      rights.push_back({p, place, is_plain(a)});
    }
    classes_.emplace_back(place, meets);
  }

  static bool is_one_right(const authority& a, const authority& b) {
    return std::tie(a.matter, a.source, a.giver, a.acting, a.with, a.currency, a.from, a.until) ==
               std::tie(b.matter, b.source, b.giver, b.acting, b.with, b.currency, b.from,
                        b.until) &&
           std::ranges::equal(a.limits, b.limits, {}, &named_amount::name, &named_amount::name);
  }

  const organisation& org_;
  std::map<std::string_view, std::vector<right>> by_matter_;
  places_by_matter rules_;
  places_by_matter waiting_;
  std::set<std::string_view> ask_more_;
  std::vector<std::pair<std::uint32_t, condition_matcher>> classes_;
};

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
  /// @brief The place of the authority by which a post decides that is handled by @p handler: of
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
    if (handler != post && handler != no_position) visit_rights_of(handler, look_at);
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
    if (last_of_.empty()) return;
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

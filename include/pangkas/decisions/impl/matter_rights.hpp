// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which positions may decide one matter.
#pragma once

#include <pangkas/core/authority.hpp>
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
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The authorities of an organisation by matter, with their holders looked up once.
class rights_by_matter {
 public:
  struct right {
    position_id holder{};
    std::uint32_t place{};  ///< in organisation::authorities()
    bool is_plain{};  ///< without limit or days, and of the holder's own post: it always reaches
  };

  explicit rights_by_matter(const organisation& org) {
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
        if (rows[i] == text_index::absent) continue;
        const authority& a = all[at + i];
        if (rights == nullptr || a.matter != matter) {
          matter = a.matter;
          rights = &by_matter_[matter];
        }
        rights->push_back({org.position_at(rows[i]), static_cast<std::uint32_t>(at + i),
                           !a.limit && !a.acting && a.from.empty() && a.until.empty()});
      }
    }
  }

  /// @brief Calls `visit(right)` for each authority for a matter, those for all matters too.
  template <class Visit>
  void for_each(std::string_view matter, Visit visit) const {
    for (const std::string_view key : {matter, std::string_view("*")})
      if (const auto found = by_matter_.find(key); found != by_matter_.end())
        for (const right& r : found->second) visit(r);
  }

 private:
  std::map<std::string_view, std::vector<right>> by_matter_;
};

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
    matter_ = &m;
    rights_ = &rights;
    rights.for_each(m.code, [&](const rights_by_matter::right& r) {
      if (r.is_plain) {  // no look at the authority itself, which is far away
        if (marks_[r.holder] == 0) marked_.push_back(r.holder);
        marks_[r.holder] |= too_low | own;
        return;
      }
      const authority& a = org_.authorities()[r.place];
      if (!a.holds_on(options_.on) || (a.acting && m.strategic)) return;
      if (marks_[r.holder] == 0) marked_.push_back(r.holder);
      marks_[r.holder] |= too_low;
      if (!reaches(a)) return;
      marks_[r.holder] |= own;
      if (a.acting) marks_[r.holder] |= as_acting;
    });
  }

  /// @brief Whether an authority of the post reaches the matter.
  [[nodiscard]] bool reach(position_id post) const { return (marks_[post] & own) != 0; }
  /// @brief Whether the post has an authority for the matter, whatever its limit.
  [[nodiscard]] bool any(position_id post) const { return marks_[post] != 0; }
  /// @brief Whether a post may decide that is handled by @p handler.
  [[nodiscard]] bool decides(position_id post, position_id handler) const {
    if (handler == post) return reach(post);
    if (handler == no_position || matter_->strategic) return false;
    return reach(post) || (marks_[handler] & as_acting) != 0;
  }
  /// @brief The place of the authority by which a post decides that is handled by @p handler: the
  /// first of the post, else of the acting official.
  [[nodiscard]] std::optional<std::size_t> deciding(position_id post, position_id handler) const {
    std::optional<std::size_t> of_post;
    std::optional<std::size_t> of_handler;
    const auto first = [](std::optional<std::size_t>& so_far, std::size_t place) {
      if (!so_far || place < *so_far) so_far = place;
    };
    rights_->for_each(matter_->code, [&](const rights_by_matter::right& r) {
      const authority& a = org_.authorities()[r.place];
      if (!a.holds_on(options_.on) || (a.acting && matter_->strategic) || !reaches(a)) return;
      if (r.holder == post) first(of_post, r.place);
      if (r.holder == handler && a.acting) first(of_handler, r.place);
    });
    return of_post ? of_post : of_handler;
  }

 private:
  static constexpr std::uint8_t too_low = 1;
  static constexpr std::uint8_t own = 2;
  static constexpr std::uint8_t as_acting = 4;

  [[nodiscard]] bool reaches(const authority& a) const {
    return !a.limit || !matter_->amount || *a.limit >= *matter_->amount;
  }

  const organisation& org_;
  const decision_options& options_;
  const matter* matter_ = nullptr;
  const rights_by_matter* rights_ = nullptr;
  std::vector<std::uint8_t> marks_;
  std::vector<position_id> marked_;
};

/// @brief Place of a matter's code among the names on lines; 0 if no line is for it alone.
inline std::uint32_t line_name_of(const organisation& org, const matter& m) {
  const std::vector<std::string>& names = org.line_names();
  for (std::size_t i = 1; i < names.size(); ++i)
    if (names[i] == m.code) return static_cast<std::uint32_t>(i);
  return 0;
}

}  // namespace pangkas::detail

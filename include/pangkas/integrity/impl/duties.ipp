// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/integrity/duties.hpp>

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/similar_codes.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/suggestion.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

/// @brief Texts that are numbered as they come.
class numbered_texts {
 public:
  std::uint32_t number(const std::string& text) {
    const auto [known, is_new] =
        numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
    if (is_new) texts_.push_back(text);
    return known->second;
  }
  [[nodiscard]] std::optional<std::uint32_t> find(const std::string& text) const {
    const auto known = numbers_.find(text);
    return known == numbers_.end() ? std::nullopt : std::optional(known->second);
  }
  [[nodiscard]] std::vector<std::string> take() && { return std::move(texts_); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;
};

}  // namespace detail

std::vector<row_index> integrity_tables::rows_of(std::uint32_t hand) const {
  const auto holder = holder_of(hand);
  if (!holder) return {row_of(hand)};
  std::vector<row_index> rows;
  for (const held_post& post : held)
    if (post.holder == *holder) rows.push_back(post.row);
  return rows;
}

class integrity_builder::implementation {
 public:
  explicit implementation(const organisation& org)
      : org_(org), similar_(org.table().codes->texts) {}

  std::uint32_t add_file(std::string name) {
    files_.push_back(std::move(name));
    return static_cast<std::uint32_t>(files_.size() - 1);
  }

  void report(std::string_view rule, severity level, origin from, std::string_view column,
              std::string_view code, std::string detail, std::string action) {
    finding found;
    found.rule = rule;
    found.level = level;
    found.file = files_[from.file];
    if (from.row > 0) found.row = from.row;
    found.column = detail::echo(column);
    found.position = code;
    found.detail = std::move(detail);
    found.action = std::move(action);
    findings_.push_back(std::move(found));
  }

  void add(const duty& d, origin from) {
    constexpr const char* left_out = "the duty was left out";
    if (d.name.empty())
      return report("no-duty", severity::error, from, "duty", d.position,
                    "the row does not say which duty it is about", left_out);
    if (d.process.empty())
      return report("no-process", severity::error, from, "process", d.position,
                    "the row does not say in which process; \"*\" is every one", left_out);
    assigned_duty each;
    if (d.positions) {
      each.process = processes_.number(d.process);
      each.name = names_.number(d.name);
      each.moves = d.moves;
      const condition_matcher meets(org_, *d.positions);
      bool any = false;
      for (row_index row = 0; row < org_.size(); ++row) {
        if (!meets.texts_meet(row) || !meets.meets(row, org_.position_at(row))) continue;
        each.row = row;
        tables_.duties.push_back(each);
        any = true;
      }
      if (!any)
        report("meets-nobody", severity::warning, from, "positions", {},
               "no position meets " + detail::in_quotes(to_string(*d.positions)),
               "nobody has the duty");
      return;
    }
    const auto row = row_of(d.position, from, left_out);
    if (!row) return;
    each.row = *row;
    each.process = processes_.number(d.process);
    each.name = names_.number(d.name);
    each.moves = d.moves;
    tables_.duties.push_back(each);
  }

  void add(const post_holder& h, origin from) {
    constexpr const char* left_out = "the holder was left out";
    if (h.holder.empty())
      return report("no-holder", severity::error, from, "holder", h.position,
                    "the row does not say who holds the position", left_out);
    const auto row = row_of(h.position, from, left_out);
    if (!row) return;
    held_post post{*row, holders_.number(h.holder), h.since};
    if (!post.since.empty() && !is_date(post.since)) {
      report("bad-date", severity::error, from, "since", h.position,
             detail::in_quotes(post.since) + " is no day; write it as in 2021-06-30",
             "read as absent");
      post.since.clear();
    }
    tables_.held.push_back(std::move(post));
  }

  void add(relation r, origin from) { relations_.emplace_back(std::move(r), from); }

  integrity_tables build() {
    if (org_.table().holders->any())
      for (row_index row = 0; row < org_.size(); ++row)
        for (const std::string_view holder : split_holders(org_.holders(org_.position_at(row))))
          tables_.held.push_back({row, holders_.number(std::string(holder)), {}});
    // Of one holder in one post the row that says since when stands.
    std::ranges::stable_sort(tables_.held, [&](const held_post& a, const held_post& b) {
      return std::tie(a.row, a.holder, b.since) < std::tie(b.row, b.holder, a.since);
    });
    tables_.held.erase(std::unique(tables_.held.begin(), tables_.held.end(),
                                   [](const held_post& a, const held_post& b) {
                                     return a.row == b.row && a.holder == b.holder;
                                   }),
                       tables_.held.end());
    for (const auto& [r, from] : relations_) relate(r, from);
    tables_.holders = std::move(holders_).take();
    tables_.processes = std::move(processes_).take();
    tables_.names = std::move(names_).take();
    return std::move(tables_);
  }

  [[nodiscard]] const std::vector<finding>& findings() const noexcept { return findings_; }

 private:
  std::optional<row_index> row_of(const std::string& code, origin from, const char* action) {
    if (const auto found = org_.find(code)) return org_.row(*found);
    report("unknown-position", severity::error, from, "position", code,
           code.empty()
               ? "the row does not name a position"
               : "no position has the code " + detail::in_quotes(code) + similar_.suggest(code),
           action);
    return std::nullopt;
  }

  void relate(const relation& r, origin from) {
    constexpr const char* left_out = "the relation was left out";
    if (r.a == r.b)
      return report("related-to-itself", severity::error, from, "holder_b", {},
                    r.a.empty() ? "the row names no holder" : "the row relates a holder to itself",
                    left_out);
    known_relation known;
    for (const auto& [code, column, place] :
         {std::tuple(&r.a, "holder_a", &known.a), std::tuple(&r.b, "holder_b", &known.b)}) {
      const auto found = holders_.find(*code);
      if (!found)
        return report("unknown-holder", severity::error, from, column, {},
                      "no position has the holder of " + std::string(column) +
                          "; name it in the table of holders or of duties",
                      left_out);
      *place = *found;
    }
    known.kind = r.kind;
    known.degree = r.degree;
    tables_.relations.push_back(std::move(known));
  }

  const organisation& org_;
  detail::similar_codes similar_;
  std::vector<std::string> files_{std::string{}};
  std::vector<finding> findings_;
  detail::numbered_texts processes_;
  detail::numbered_texts names_;
  detail::numbered_texts holders_;
  std::vector<std::pair<relation, origin>> relations_;
  integrity_tables tables_;
};

integrity_builder::integrity_builder(const organisation& org)
    : implementation_(std::make_unique<implementation>(org)) {}
integrity_builder::~integrity_builder() = default;

std::uint32_t integrity_builder::add_file(std::string name) {
  return implementation_->add_file(std::move(name));
}
void integrity_builder::report(std::string_view rule, severity level, origin from,
                               std::string_view column, std::string_view code, std::string detail,
                               std::string action) {
  implementation_->report(rule, level, from, column, code, std::move(detail), std::move(action));
}
void integrity_builder::add(const duty& d, origin from) { implementation_->add(d, from); }
void integrity_builder::add(const post_holder& h, origin from) { implementation_->add(h, from); }
void integrity_builder::add(relation r, origin from) { implementation_->add(std::move(r), from); }
integrity_tables integrity_builder::build() && { return implementation_->build(); }
const std::vector<finding>& integrity_builder::findings() const noexcept {
  return implementation_->findings();
}

}  // namespace pangkas

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/organisation_builder.hpp>

#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/resolve_decisions.hpp>
#include <pangkas/core/impl/similar_codes.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position_batch.hpp>
#include <pangkas/graph/impl/large_pages.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {
inline std::string said_of_orphan(const build_options& options) {
  return options.orphans_are_roots ? "made a root"
                                   : "kept as an orphan, with all below it, outside the layers";
}

/// The superiors that no position has, the most frequent first: among them are the marks by which a
/// table says that there is none.
inline std::string unknown_superiors(
    const std::vector<std::pair<row_index, std::string>>& unresolved) {
  struct mark {
    std::string_view text;
    std::size_t positions = 0;
  };
  std::vector<mark> marks;
  std::unordered_map<std::string_view, std::size_t> place;
  for (const auto& [row, text] : unresolved) {
    if (text.empty()) continue;
    const auto [at, is_new] = place.emplace(text, marks.size());
    if (is_new) marks.push_back({text});
    ++marks[at->second].positions;
  }
  std::ranges::stable_sort(marks, std::ranges::greater{}, &mark::positions);
  constexpr std::size_t most = 5;
  std::string list;
  for (std::size_t i = 0; i < std::min(marks.size(), most); ++i) {
    if (i > 0) list += ", ";
    list += in_quotes(marks[i].text);
    list += " (of " + how_many(marks[i].positions, "position") + ")";
  }
  if (marks.size() > most) list += " and " + how_many(marks.size() - most, "other");
  return list;
}
}  // namespace detail

std::uint32_t organisation_builder::add_file(std::string name) {
  files_.push_back(std::move(name));
  return static_cast<std::uint32_t>(files_.size() - 1);
}

void organisation_builder::reserve(std::size_t positions) {
  codes_->texts.reserve(positions);
  codes_->index.reserve(positions);
  titles_->reserve(positions);
  kinds_->reserve(positions);
  ranks_->reserve(positions);
  units_->reserve(positions);
  seats_->reserve(positions);
  filled_->reserve(positions);
  classes_->reserve(positions);
  costs_->reserve(positions);
  flags_->reserve(positions);
  superiors_.reserve(positions);
  detail::reserve_large(origins_, positions);
}

bool organisation_builder::add(const position& p, origin from) {
  if (p.code.empty()) {
    report("no-code", severity::error, from, {}, {}, "the position has no code",
           "left out; give it a code of its own");
    return false;
  }
  if (const auto first = find(p.code)) {
    report_repeated(*first, from);
    return false;
  }
  codes_->texts.push_back(p.code);
  codes_->index.enter_last(codes_->texts);
  titles_->push_back(p.title);
  kinds_->push_back(p.kind);
  ranks_->push_back(p.rank);
  units_->push_back(p.unit);
  seats_->push_back(p.seats);
  filled_->push_back(p.filled);
  classes_->push_back(p.position_class);
  costs_->push_back(p.cost);
  budgets_->push_back(p.budget);
  flags_->push_back(p.flags);
  holders_->push_back(p.holders);
  legal_sources_->push_back(p.legal_source);
  superiors_.push_back(p.reports_to);
  origins_.push_back(from);
  return true;
}

std::optional<double> organisation_builder::figure(row_index row, position_figure which) const {
  switch (which) {
    case position_figure::seats:
      return (*seats_)[row];
    case position_figure::filled:
      return (*filled_)[row];
    case position_figure::cost:
      return (*costs_)[row];
    case position_figure::budget:
      break;
  }
  return (*budgets_)[row];
}

void organisation_builder::change(row_index row, position_figure which,
                                  std::optional<double> value) {
  switch (which) {
    case position_figure::seats:
      return seats_->set(row, value);
    case position_figure::filled:
      return filled_->set(row, value);
    case position_figure::cost:
      return costs_->set(row, value);
    case position_figure::budget:
      return budgets_->set(row, value);
  }
}

void organisation_builder::add_holder(row_index row, std::string_view holder) {
  const std::string_view known = (*holders_)[row];
  const auto all = split_holders(known);
  if (holder.empty() || std::ranges::find(all, holder) != all.end()) return;
  holders_->set(
      row, known.empty() ? std::string(holder) : std::string(known) + "; " + std::string(holder));
}

void organisation_builder::report_repeated(row_index first, origin later) {
  const std::string code(codes_->texts[first]);
  report("duplicate-code", severity::error, later, {}, code,
         "the code " + detail::in_quotes(code) + " was given to another position before" +
             place(origins_[first]),
         "left out; the first position of a code stands");
}

void organisation_builder::offer_root(row_index first, position root, origin later) {
  offered_roots_.push_back({first, std::move(root), later});
}

void organisation_builder::take_offered_roots(const build_options& options) {
  if (offered_roots_.empty()) return;
  for (row_index row = 0; row < superiors_.size(); ++row)
    if (superiors_[row].empty()) return;
  for (const auto& [first, root, later] : offered_roots_) {
    if (superiors_[first].empty()) continue;  // of three rows of a code the second was taken
    const std::string what = "the row marks " + detail::in_quotes(root.code) +
                             " as a root, and no position that stands is one";
    if (!options.roots_before_first) {
      report("root-left-out", severity::warning, later, {}, root.code, what,
             "left out, for an earlier one has its code" + place(origins_[first]) +
                 "; give one of them a code of its own, or let the root stand (--repeated root)");
      continue;
    }
    report("root-preferred", severity::warning, later, {}, root.code, what,
           "taken for the position of that code, and the earlier one" + place(origins_[first]) +
               " left out; give one of them a code of its own");
    titles_->set(first, root.title);
    kinds_->set(first, root.kind);
    ranks_->set(first, root.rank);
    units_->set(first, root.unit);
    seats_->set(first, root.seats);
    filled_->set(first, root.filled);
    classes_->set(first, root.position_class);
    costs_->set(first, root.cost);
    budgets_->set(first, root.budget);
    flags_->set(first, root.flags);
    holders_->set(first, root.holders);
    legal_sources_->set(first, root.legal_source);
    superiors_.set(first, {});
    origins_[first] = later;
  }
}

std::vector<position_batch::repetition> organisation_builder::add_codes(position_batch& batch) {
  std::vector<position_batch::repetition> left_out;
  std::vector<std::size_t> places;
  text_column& texts = codes_->texts;
  const std::span<const std::string_view> codes = batch.codes();
  std::array<std::uint32_t, text_index::group> hashes{};
  for (std::size_t at = 0; at < codes.size(); at += text_index::group) {
    const std::size_t here = std::min(text_index::group, codes.size() - at);
    for (std::size_t i = 0; i < here; ++i) {
      hashes[i] = text_index::hash_of(codes[at + i]);
      codes_->index.prefetch(hashes[i]);
    }
    for (std::size_t i = 0; i < here; ++i) {
      const std::string_view code = codes[at + i];
      const auto next = static_cast<row_index>(texts.size());
      const row_index row = codes_->index.find_or_enter(texts, code, hashes[i]);
      if (row == next) {
        origins_.push_back(batch.origins()[at + i]);
      } else {
        left_out.push_back({row, batch.origins()[at + i]});
        places.push_back(at + i);
      }
    }
  }
  if (!places.empty()) batch.erase(places);
  return left_out;
}

void organisation_builder::add_part(const position_batch& batch, std::size_t part) {
  switch (part) {
    case 0:
      return units_->append(batch.units());
    case 1:
      return superiors_.append(batch.superiors());
    case 2:
      titles_->append(batch.titles());
      return ranks_->append(batch.ranks());
    default:
      break;
  }
  kinds_->append(batch.kinds());
  seats_->append(batch.seats());
  filled_->append(batch.filled());
  costs_->append(batch.costs());
  classes_->append(batch.classes());
  const auto append_rare = [&](auto& column, const auto& given) {
    std::size_t next = 0;
    for (const auto& [place, value] : given) {
      column.append_none(place - next);
      column.push_back(value);
      next = place + 1;
    }
    column.append_none(batch.size() - next);
  };
  append_rare(*budgets_, batch.budgets());
  append_rare(*flags_, batch.flags());
  append_rare(*holders_, batch.holders());
  append_rare(*legal_sources_, batch.legal_sources());
}

void organisation_builder::report(std::string_view rule, severity level, origin from,
                                  std::string_view column, std::string_view code,
                                  std::string detail, std::string action) {
  finding f;
  f.rule = rule;
  f.level = level;
  f.file = files_[from.file];
  if (from.row != 0) f.row = from.row;
  f.column = detail::echo(column);
  f.position = code;
  f.detail = std::move(detail);
  f.action = std::move(action);
  findings_.push_back(std::move(f));
}

build_result organisation_builder::build(const build_options& options) && {
  organisation_parts parts;
  parts.scheme = scheme_;
  take_offered_roots(options);
  if (options.missing_superior_is_root) add_missing_superior(options);
  resolve_superiors(parts, options);
  report_ranks(options);
  parts.table = {codes_,   titles_, kinds_,   ranks_, units_,   seats_,        filled_,
                 classes_, costs_,  budgets_, flags_, holders_, legal_sources_};
  build_result result{organisation(std::move(parts)), {}};
  if (!decisions_.empty()) result.organisation = with_decisions(result.organisation);
  report_structure(result.organisation, options);
  report_holders();
  result.findings = std::move(findings_);
  return result;
}

std::string organisation_builder::place(origin where) const {
  if (where.row == 0) return {};
  return " (row " + std::to_string(where.row) +
         (files_[where.file].empty() ? "" : " of " + files_[where.file]) + ")";
}

void organisation_builder::add_missing_superior(const build_options& options) {
  std::vector<std::string> missing;
  std::size_t reports = 0;
  for (row_index row = 0; row < superiors_.size(); ++row) {
    const std::string_view wanted = superiors_[row];
    if (wanted.empty() || find(wanted) || eliminated_.contains(std::string(wanted))) continue;
    ++reports;
    if (std::ranges::find(missing, wanted) == missing.end()) missing.emplace_back(wanted);
    if (missing.size() > 1) break;
  }
  if (missing.empty()) return;
  if (missing.size() > 1) {
    report("several-missing-superiors", severity::error, last_file(), options.superior_column, {},
           "superiors without a row are " + detail::in_quotes(missing[0]) + ", " +
               detail::in_quotes(missing[1]) + " and perhaps more",
           "none was added as the one root");
    return;
  }
  report("missing-superior", severity::warning, last_file(), options.superior_column, missing[0],
         std::to_string(reports) +
             (reports == 1 ? " position reports to " : " positions report to ") +
             detail::in_quotes(missing[0]) + ", which has no row of its own",
         "added as a position of one seat, and a root");
  position top;
  top.code = missing[0];
  add(top, last_file());
}

void organisation_builder::resolve_superiors(organisation_parts& parts,
                                             const build_options& options) {
  const std::size_t rows = superiors_.size();
  parts.superiors.assign(rows, no_row);
  // A superior is looked up once, however many report to it.
  static_assert(text_index::absent == no_row);
  const text_column& wanted_codes = superiors_.values();
  std::vector<std::string_view> wanted_texts;
  wanted_texts.reserve(wanted_codes.size());
  for (std::size_t i = 0; i < wanted_codes.size(); ++i) wanted_texts.push_back(wanted_codes[i]);
  std::vector<row_index> row_of_entry(wanted_texts.size());
  codes_->index.find_all(codes_->texts, wanted_texts, row_of_entry);
  detail::similar_codes similar(codes_->texts);
  const std::vector<std::uint8_t> external = external_lists();
  const auto has_flag = [&](row_index row) {
    return !external.empty() && external[flags_->entry(row)] != 0;
  };
  for (row_index row = 0; row < rows; ++row) {
    const std::string_view wanted = superiors_[row];
    if (wanted.empty()) {
      if (has_flag(row)) parts.unresolved.emplace_back(row, std::string());
      continue;
    }
    if (has_flag(row))
      report("external-with-superior", severity::warning, origins_[row], options.superior_column,
             codes_->texts[row],
             detail::in_quotes(codes_->texts[row]) + " has the flag " + std::string(external_flag) +
                 " and reports to " + detail::in_quotes(wanted),
             "the flag is passed over; a position outside the organisation has no superior");
    const row_index above = row_of_entry[superiors_.entry(row)];
    if (above != no_row && !(has_flag(above) && superiors_[above].empty())) {
      parts.superiors[row] = above;
      continue;
    }
    if (above == no_row)
      report_unknown_superior(row, wanted, similar, options);
    else
      report("external-superior", severity::error, origins_[row], options.superior_column,
             codes_->texts[row],
             detail::in_quotes(codes_->texts[row]) + " reports to " + detail::in_quotes(wanted) +
                 ", which has the flag " + std::string(external_flag) +
                 ": it is outside the organisation",
             detail::said_of_orphan(options) +
                 "; name a superior in the organisation, or take the flag away");
    if (!options.orphans_are_roots) parts.unresolved.emplace_back(row, std::string(wanted));
  }
}

std::vector<std::uint8_t> organisation_builder::external_lists() const {
  std::vector<std::uint8_t> marks;
  const auto& lists = flags_->lists();
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (std::ranges::find(lists[i], external_flag) == lists[i].end()) continue;
    marks.resize(lists.size(), 0);
    marks[i] = 1;
  }
  return marks;
}

void organisation_builder::report_unknown_superior(row_index row, std::string_view wanted,
                                                   detail::similar_codes& similar,
                                                   const build_options& options) {
  const std::string_view code = codes_->texts[row];
  const bool was_eliminated = eliminated_.contains(std::string(wanted));
  std::string detail = detail::in_quotes(code) + " reports to " + detail::in_quotes(wanted);
  detail += was_eliminated ? ", a post that was eliminated" : ", which is not in the data";
  if (!was_eliminated) {
    const auto mark = std::ranges::find_if(options.root_marks, [&](const std::string& each) {
      return !each.empty() && detail::lower(std::string_view(each)) == detail::lower(wanted);
    });
    detail += mark == options.root_marks.end()
                  ? similar.suggest(wanted)
                  : "; did you mean the mark of a root, " + detail::in_quotes(*mark) + "?";
  }
  report(was_eliminated ? "eliminated-superior" : "unknown-superior", severity::error,
         origins_[row], options.superior_column, code, std::move(detail),
         detail::said_of_orphan(options));
}

organisation organisation_builder::with_decisions(const organisation& base) {
  organisation_parts parts = base.parts();
  detail::decision_resolver resolver(
      base, parts,
      [this](std::string_view rule, severity level, origin from, std::string_view column,
             std::string_view code, std::string detail, std::string action) {
        report(rule, level, from, column, code, std::move(detail), std::move(action));
      },
      [this](origin where) { return place(where); });
  resolver.resolve(decisions_);
  return organisation(std::move(parts), base);
}

void organisation_builder::report_ranks(const build_options& options) {
  if (scheme_->ranks().empty()) return;
  const text_column& names = ranks_->values();
  std::vector<std::size_t> positions(names.size(), 0);
  std::vector<row_index> first(names.size(), 0);
  for (row_index row = 0; row < ranks_->size(); ++row)
    if (positions[ranks_->entry(row)]++ == 0) first[ranks_->entry(row)] = row;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty() || positions[i] == 0 || scheme_->find(names[i])) continue;
    report("unknown-rank", severity::warning, origins_[first[i]], options.rank_column,
           codes_->texts[first[i]],
           "the rank " + detail::in_quotes(names[i]) + " is not in the scheme " +
               detail::echo(scheme_->name()) + " (" + std::to_string(positions[i]) +
               (positions[i] == 1 ? " position)" : " positions, this is the first)"),
           "kept as text; no rule by rank meets it");
  }
}

/// Names the posts alone: who holds them is not for those who read findings.
void organisation_builder::report_holders() {
  constexpr std::size_t most_named = 10;
  for (const auto& [holder, of] : detail::posts_by_holder(*holders_)) {
    if (of.size() < 2) continue;
    std::string named;
    for (std::size_t i = 0; i < std::min(of.size(), most_named); ++i)
      named +=
          (i == 0 ? "" : ", ") + detail::in_quotes(codes_->texts[of[i]]) + place(origins_[of[i]]);
    if (of.size() > most_named) named += " and " + std::to_string(of.size() - most_named) + " more";
    report("holder-of-several", severity::warning, origins_[of[1]], "holder", codes_->texts[of[1]],
           "one holder is in " + detail::how_many(of.size(), "position") + ": " + named,
           "each counts as a position of its own");
  }
}

void organisation_builder::report_structure(const organisation& org, const build_options& options) {
  const command_forest& forest = org.command();
  for (const std::vector<row_index>& cycle : forest.cycles()) {
    const std::string code(codes_->texts[cycle.front()]);
    if (cycle.size() == 1) {
      report("self-report", severity::error, origins_[cycle.front()], options.superior_column, code,
             detail::in_quotes(code) + " reports to itself",
             "kept as unrooted, with all below it, outside the layers");
      continue;
    }
    std::string members;
    for (row_index row : cycle) members += detail::echo(codes_->texts[row]) + " → ";
    report("cycle", severity::error, origins_[cycle.front()], options.superior_column, code,
           "a cycle of " + detail::how_many(cycle.size(), "position") + ": " + members +
               detail::echo(code),
           "kept as unrooted, with all below them, outside the layers");
  }
  if (forest.size() > forest.external() && forest.roots() == 0) {
    std::string detail = "no position is a root: each reports to another, and a layer needs a top";
    std::string action =
        "no layer, path or distance can be given; leave the top position's superior empty";
    if (const std::string marks = detail::unknown_superiors(org.parts().unresolved);
        !marks.empty()) {
      detail += "; superiors that are no position: " + marks;
      action += ", or name what a table writes there for none under root_marks in a mapping";
    }
    report("no-root", severity::error, last_file(), options.superior_column, {}, std::move(detail),
           std::move(action));
  }
  if (forest.roots() > 1) {
    constexpr std::uint32_t most_named = 20;
    const std::vector<std::uint32_t> sizes = forest.tree_sizes();
    std::string named;
    for (std::uint32_t root = 0; root < std::min(forest.roots(), most_named); ++root)
      named += (root == 0 ? ": " : ", ") +
               detail::in_quotes(codes_->texts[forest.row(position_id{root})]) + " (" +
               detail::how_many(sizes[root], "position") + ")";
    if (forest.roots() > most_named)
      named += " and " + std::to_string(forest.roots() - most_named) + " more";
    report("several-roots", severity::warning, last_file(), options.superior_column,
           codes_->texts[forest.row(position_id{0})],
           std::to_string(forest.roots()) + " positions are roots" + named,
           "each heads a tree of its own; no path leads from one tree to another");
  }
}

}  // namespace pangkas

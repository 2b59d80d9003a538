// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Makes an organisation from positions by code, and reports every defect on the way.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/resolve_decisions.hpp>
#include <pangkas/core/impl/similar_codes.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position_batch.hpp>
#include <pangkas/graph/impl/large_pages.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas {

/// @brief An organisation and what was found on the way to it.
struct build_result {
  pangkas::organisation organisation;
  std::vector<finding> findings;
};

/// @brief Choices of organisation_builder::build.
struct build_options {
  bool orphans_are_roots = false;  ///< a position whose superior is unknown becomes a root
  std::string superior_column = "reports_to";  ///< heading that findings name
  std::string rank_column = "rank";            ///< heading that findings name
};

/// @brief Collects positions, lines and authorities in any order, then builds the organisation.
///
/// Nothing stops it: a second position of a code, an unknown superior, a cycle or a report to
/// itself is a finding that says what was done. The first position of a code stands.
class organisation_builder {
 public:
  explicit organisation_builder(
      std::shared_ptr<const rank_scheme> scheme = std::make_shared<rank_scheme>())
      : scheme_(std::move(scheme)) {}

  /// @brief Puts another rank scheme in place; it is used when the organisation is built.
  void use_scheme(std::shared_ptr<const rank_scheme> scheme) { scheme_ = std::move(scheme); }
  /// @brief The ranks that were declared so far, each once.
  [[nodiscard]] const text_column& rank_names() const noexcept { return ranks_->values(); }

  /// @brief Names a file for the findings; returns its number for origin::file.
  std::uint32_t add_file(std::string name) {
    files_.push_back(std::move(name));
    return static_cast<std::uint32_t>(files_.size() - 1);
  }

  /// @brief Makes room for @p positions in all; an estimate will do.
  void reserve(std::size_t positions) {
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

  /// @brief Number of positions so far.
  [[nodiscard]] std::size_t size() const noexcept { return codes_->texts.size(); }
  /// @brief The row of a code; absent if it was not added yet.
  [[nodiscard]] std::optional<row_index> find(std::string_view code) const {
    return codes_->index.find(codes_->texts, code);
  }
  /// @brief Where the position of a row came from.
  [[nodiscard]] origin origin_of(row_index row) const { return origins_[row]; }

  /// @brief Adds a position. One without a code, or with the code of another, is left out with a
  /// finding.
  /// @return Whether it was added.
  bool add(const position& p, origin from = {}) {
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
    flags_->push_back(p.flags);
    superiors_.push_back(p.reports_to);
    origins_.push_back(from);
    return true;
  }

  /// @brief Reports a position that was left out because its code is another's.
  /// @param first  The position that stands.
  /// @param later  Where the one that was left out came from.
  void report_repeated(row_index first, origin later) {
    const std::string code(codes_->texts[first]);
    report(
        "duplicate-code", severity::error, later, {}, code,
        "the code \"" + code + "\" was given to another position before" + place(origins_[first]),
        "left out; the first position of a code stands");
  }

  /// @brief The parts that add_part() takes.
  static constexpr std::size_t parts_of_batch = 4;
  /// @brief The first step of adding a batch of positions: its codes. One with the code of another
  /// is left out, without a finding: the caller may know more about it. The rest of a batch may be
  /// added while the codes of the next ones are, by another thread.
  /// @param batch  None of its codes is empty; what is left out is taken out of it.
  /// @return       What was left out, in order.
  std::vector<position_batch::repetition> add_codes(position_batch& batch) {
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
  /// @brief The other step, once for each part from 0 to parts_of_batch − 1, which different
  /// threads may add. Each part takes the batches in the order of add_codes().
  void add_part(const position_batch& batch, std::size_t part) {
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
    std::size_t next = 0;
    for (const auto& [place, flags] : batch.flags()) {
      flags_->append_none(place - next);
      flags_->push_back(flags);
      next = place + 1;
    }
    flags_->append_none(batch.size() - next);
  }

  /// @brief Remembers the code of a post that no longer exists, so that a report to it is told
  /// from a report to an unknown one.
  void add_eliminated(std::string code) { eliminated_.insert(std::move(code)); }

  /// @brief Adds a line other than command.
  void add_line(reporting_line l, origin from = {}) {
    decisions_.lines.emplace_back(std::move(l), from);
  }

  /// @brief Adds a kind of decision.
  void add_matter(matter m, origin from = {}) {
    decisions_.matters.emplace_back(std::move(m), from);
  }

  /// @brief Adds an authority.
  void add_authority(authority a, origin from = {}) {
    decisions_.rights.push_back({std::move(a), std::nullopt, from, false});
  }

  /// @brief Adds an authority that an organisation held already, such as one that a simplification
  /// gave. It is never left out for what would be a slip in a table, such as a right that another
  /// row gives too: what was written is read again, to the last row.
  void keep_authority(authority a, origin from = {}) {
    decisions_.rights.push_back({std::move(a), std::nullopt, from, true});
  }

  /// @brief Adds an authority for every position that a condition meets.
  void add_authorities(const condition& holders, authority each, origin from = {}) {
    decisions_.rights.push_back({std::move(each), holders, from});
  }

  /// @brief Adds a finding of the caller's own.
  void report(finding f) { findings_.push_back(std::move(f)); }

  /// @brief Adds a finding of the caller's own, with the file's name and row filled in.
  void report(std::string_view rule, severity level, origin from, std::string_view column,
              std::string_view code, std::string detail, std::string action) {
    finding f;
    f.rule = rule;
    f.level = level;
    f.file = files_[from.file];
    if (from.row != 0) f.row = from.row;
    f.column = column;
    f.position = code;
    f.detail = std::move(detail);
    f.action = std::move(action);
    findings_.push_back(std::move(f));
  }

  /// @brief Builds the organisation; the builder is spent.
  /// @throws structure_error if there are more positions than 31 bits count.
  /// @complexity O(P) expected for P positions, O(L log L) for L lines, O(A log A) for A
  /// authorities and O(P) for each selector.
  [[nodiscard]] build_result build(const build_options& options = {}) && {
    organisation_parts parts;
    parts.scheme = scheme_;
    resolve_superiors(parts, options);
    report_ranks(options);
    parts.table = {codes_, titles_, kinds_,   ranks_, units_,
                   seats_, filled_, classes_, costs_, flags_};
    build_result result{organisation(std::move(parts)), {}};
    if (!decisions_.empty()) result.organisation = with_decisions(result.organisation);
    report_structure(result.organisation, options);
    result.findings = std::move(findings_);
    return result;
  }

 private:
  [[nodiscard]] std::string place(origin where) const {
    if (where.row == 0) return {};
    return " (row " + std::to_string(where.row) +
           (files_[where.file].empty() ? "" : " of " + files_[where.file]) + ")";
  }

  void resolve_superiors(organisation_parts& parts, const build_options& options) {
    const std::size_t rows = superiors_.size();
    parts.superiors.assign(rows, no_position);
    // A superior is looked up once, however many report to it.
    static_assert(text_index::absent == no_position);
    const text_column& wanted_codes = superiors_.values();
    std::vector<std::string_view> wanted_texts;
    wanted_texts.reserve(wanted_codes.size());
    for (std::size_t i = 0; i < wanted_codes.size(); ++i) wanted_texts.push_back(wanted_codes[i]);
    std::vector<position_id> row_of_entry(wanted_texts.size());
    codes_->index.find_all(codes_->texts, wanted_texts, row_of_entry);
    detail::similar_codes similar(codes_->texts);
    for (row_index row = 0; row < rows; ++row) {
      const std::string_view wanted = superiors_[row];
      if (wanted.empty()) continue;
      parts.superiors[row] = row_of_entry[superiors_.entry(row)];
      if (parts.superiors[row] != no_position) continue;
      report_unknown_superior(row, wanted, similar, options);
      if (!options.orphans_are_roots) parts.unresolved.emplace_back(row, std::string(wanted));
    }
  }

  void report_unknown_superior(row_index row, std::string_view wanted,
                               detail::similar_codes& similar, const build_options& options) {
    const std::string_view code = codes_->texts[row];
    const bool was_eliminated = eliminated_.contains(std::string(wanted));
    std::string detail = "\"" + std::string(code) + "\" reports to \"" + std::string(wanted) + "\"";
    detail += was_eliminated ? ", a post that was eliminated" : ", which is not in the data";
    if (!was_eliminated) detail += similar.suggest(wanted);
    report(was_eliminated ? "eliminated-superior" : "unknown-superior", severity::error,
           origins_[row], options.superior_column, code, std::move(detail),
           options.orphans_are_roots ? "made a root"
                                     : "kept as an orphan, with all below it, outside the layers");
  }

  [[nodiscard]] organisation with_decisions(const organisation& base) {
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

  void report_ranks(const build_options& options) {
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
             "the rank \"" + std::string(names[i]) + "\" is not in the scheme " + scheme_->name() +
                 " (" + std::to_string(positions[i]) +
                 (positions[i] == 1 ? " position)" : " positions, this is the first)"),
             "kept as text; no rule by rank meets it");
    }
  }

  /// The last file that holds positions; tables of decisions may follow it.
  [[nodiscard]] origin last_file() const {
    return {origins_.empty() ? 0 : origins_.back().file, 0};
  }

  void report_structure(const organisation& org, const build_options& options) {
    const command_forest& forest = org.command();
    for (const std::vector<row_index>& cycle : forest.cycles()) {
      const std::string code(codes_->texts[cycle.front()]);
      if (cycle.size() == 1) {
        report("self-report", severity::error, origins_[cycle.front()], options.superior_column,
               code, "\"" + code + "\" reports to itself",
               "kept as unrooted, with all below it, outside the layers");
        continue;
      }
      std::string members;
      for (row_index row : cycle) members += std::string(codes_->texts[row]) + " → ";
      report("cycle", severity::error, origins_[cycle.front()], options.superior_column, code,
             "a cycle of " + std::to_string(cycle.size()) + " positions: " + members + code,
             "kept as unrooted, with all below them, outside the layers");
    }
    if (forest.size() > 0 && forest.roots() == 0)
      report("no-root", severity::error, last_file(), options.superior_column, {},
             "no position is a root: each reports to another, and a layer needs a top",
             "no layer, path or distance can be given; leave the top position's superior empty");
    if (forest.roots() > 1)
      report("several-roots", severity::warning, last_file(), options.superior_column,
             codes_->texts[forest.row(0)], std::to_string(forest.roots()) + " positions are roots",
             "each heads a tree of its own; no path leads from one tree to another");
  }

  std::shared_ptr<const rank_scheme> scheme_;
  std::vector<std::string> files_{std::string{}};
  std::shared_ptr<code_column> codes_ = std::make_shared<code_column>();
  std::shared_ptr<dictionary_column> titles_ = std::make_shared<dictionary_column>();
  std::shared_ptr<kind_column> kinds_ = std::make_shared<kind_column>();
  std::shared_ptr<dictionary_column> ranks_ = std::make_shared<dictionary_column>();
  std::shared_ptr<dictionary_column> units_ = std::make_shared<dictionary_column>();
  std::shared_ptr<number_column> seats_ = std::make_shared<number_column>();
  std::shared_ptr<number_column> filled_ = std::make_shared<number_column>();
  std::shared_ptr<dictionary_column> classes_ = std::make_shared<dictionary_column>();
  std::shared_ptr<number_column> costs_ = std::make_shared<number_column>();
  std::shared_ptr<flag_column> flags_ = std::make_shared<flag_column>();
  dictionary_column superiors_;
  std::vector<origin> origins_;
  std::unordered_set<std::string> eliminated_;
  detail::given_decisions decisions_;
  std::vector<finding> findings_;
};

}  // namespace pangkas

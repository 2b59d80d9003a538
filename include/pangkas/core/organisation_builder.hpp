// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Makes an organisation from positions by code, and reports every defect on the way.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/given_decisions.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position_batch.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A number that a position has.
enum class position_figure : std::uint8_t { seats, filled, cost, budget };

namespace detail {
class similar_codes;
}  // namespace detail

/// @brief An organisation and what was found on the way to it.
struct build_result {
  pangkas::organisation organisation{};
  std::vector<finding> findings{};
};

/// @brief Choices of organisation_builder::build.
struct build_options {
  bool orphans_are_roots = false;  ///< a position whose superior is unknown becomes a root
  /// Where all unknown superiors are one, as of an extract whose top has no row, it becomes a
  /// position and a root, with a finding.
  bool missing_superior_is_root = false;
  /// Where no position that stands is a root, one that was offered takes the place of the first of
  /// its code.
  bool roots_before_first = false;
  /// What stands in place of a superior's code; suggested to who wrote nearly that.
  std::vector<std::string> root_marks{};
  std::string superior_column = "reports_to";  ///< heading that findings name
  std::string rank_column = "rank";            ///< heading that findings name
};

/// @brief Collects positions, lines and authorities in any order, then builds the organisation.
///
/// Nothing stops it: a second position of a code, an unknown superior, a cycle or a report to
/// itself is a finding that says what was done. The first position of a code stands. A position
/// with external_flag and no superior is outside the organisation: it is no root, and nobody of the
/// organisation reports to it.
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
  std::uint32_t add_file(std::string name);

  /// @brief Makes room for @p positions in all; an estimate will do.
  void reserve(std::size_t positions);

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
  bool add(const position& p, origin from = {});

  /// @brief Reports a position that was left out because its code is another's.
  /// @param first  The position that stands.
  /// @param later  Where the one that was left out came from.
  void report_repeated(row_index first, origin later);

  /// @brief Offers a position that was left out because its code is another's, though it is marked
  /// as a root. Where no position that stands is one, that is a finding; by
  /// build_options::roots_before_first it takes the place of the other.
  /// @param first  The position that stands.
  /// @param root   The one that was left out.
  /// @param later  Where it came from.
  void offer_root(row_index first, position root, origin later);

  /// @brief The parts that add_part() takes.
  static constexpr std::size_t parts_of_batch = 4;
  /// @brief The first step of adding a batch of positions: its codes. One with the code of another
  /// is left out, without a finding: the caller may know more about it. The rest of a batch may be
  /// added while the codes of the next ones are, by another thread.
  /// @param batch  None of its codes is empty; what is left out is taken out of it.
  /// @return       What was left out, in order.
  std::vector<position_batch::repetition> add_codes(position_batch& batch);
  /// @brief The other step, once for each part from 0 to parts_of_batch − 1, which different
  /// threads may add. Each part takes the batches in the order of add_codes().
  void add_part(const position_batch& batch, std::size_t part);

  [[nodiscard]] std::optional<double> figure(row_index row, position_figure which) const;
  /// @brief Changes a figure of a position, once more is known of how its table was written.
  void change(row_index row, position_figure which, std::optional<double> value);

  /// @brief Adds another holder of a position's seats, such as one of a job share.
  void add_holder(row_index row, std::string_view holder);

  /// @brief Remembers the code of a post that no longer exists, so that a report to it is told
  /// from a report to an unknown one.
  void add_eliminated(std::string code) { eliminated_.insert(std::move(code)); }

  /// @brief Adds a line other than command.
  void add_line(reporting_line l, origin from = {}) {
    decisions_.lines.push_back({std::move(l), std::nullopt, from});
  }
  /// @brief Adds a line to every position that a condition meets, but to its upper end.
  void add_lines(condition subordinates, reporting_line each, origin from = {}) {
    decisions_.lines.push_back({std::move(each), std::move(subordinates), from});
  }

  /// @brief Adds a step that an order names.
  void add_step(matter_step s, origin from = {}) {
    decisions_.steps.emplace_back(std::move(s), from);
  }

  /// @brief Adds a kind of decision. One with bands of amounts becomes a matter for each, and a band
  /// is cut at the limits of authorities that lie in it.
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

  /// @brief Adds an authority for every position that a condition meets now: each has its own, as if
  /// its row named it. What belongs to whoever meets a condition, also after a change, is said by
  /// authority::whoever.
  void add_authorities(const condition& holders, authority each, origin from = {}) {
    decisions_.rights.push_back({std::move(each), holders, from, false});
  }

  /// @brief Adds a finding of the caller's own.
  void report(finding f) { findings_.push_back(std::move(f)); }

  /// @brief Adds a finding of the caller's own, with the file's name and row filled in.
  void report(std::string_view rule, severity level, origin from, std::string_view column,
              std::string_view code, std::string detail, std::string action);

  /// @brief Builds the organisation; the builder is spent.
  /// @throws structure_error if there are more positions than 31 bits count.
  /// @complexity O(P) expected for P positions, O(L log L) for L lines, O(A log A) for A
  /// authorities and O(P) for each selector.
  [[nodiscard]] build_result build(const build_options& options = {}) &&;

 private:
  [[nodiscard]] std::string place(origin where) const;

  void take_offered_roots(const build_options& options);
  void add_missing_superior(const build_options& options);
  void resolve_superiors(organisation_parts& parts, const build_options& options);

  /// Marks the lists of flags with external_flag; empty if there are none.
  [[nodiscard]] std::vector<std::uint8_t> external_lists() const;

  void report_unknown_superior(row_index row, std::string_view wanted,
                               detail::similar_codes& similar, const build_options& options);

  [[nodiscard]] organisation with_decisions(const organisation& base);

  void report_ranks(const build_options& options);

  /// The last file that holds positions; tables of decisions may follow it.
  [[nodiscard]] origin last_file() const {
    return {origins_.empty() ? 0 : origins_.back().file, 0};
  }

  void report_holders();

  void report_structure(const organisation& org, const build_options& options);

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
  std::shared_ptr<rare_number_column> budgets_ = std::make_shared<rare_number_column>();
  std::shared_ptr<flag_column> flags_ = std::make_shared<flag_column>();
  std::shared_ptr<rare_text_column> holders_ = std::make_shared<rare_text_column>();
  std::shared_ptr<rare_text_column> legal_sources_ = std::make_shared<rare_text_column>();
  dictionary_column superiors_;
  std::vector<origin> origins_;
  std::unordered_set<std::string> eliminated_;
  struct offered_root {
    row_index first;
    position root;
    origin later;
  };
  std::vector<offered_root> offered_roots_;
  detail::given_decisions decisions_;
  std::vector<finding> findings_;
};

}  // namespace pangkas

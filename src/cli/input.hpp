// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What every command says about its input, and how it is read.
#pragma once

#include "options.hpp"
#include "run_stats.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/history.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/report/evidence.hpp>

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {

/// @brief Whether what a command gives names its inputs by their hashes, as its JSON does.
enum class input_hashes { taken, unused };

/// @brief The options of a command that reads an organisation.
class input {
 public:
  /// @brief Adds the options, without the files.
  void add_options(command_line command);
  /// @brief Adds the options and FILE...
  /// @param must  Whether there is nothing to do without a file.
  void add_to(command_line command, bool must = true);
  /// @brief Whether any FILE was given.
  [[nodiscard]] bool any() const noexcept { return !files_.empty(); }
  /// @brief Whether the first error in the data stops the command.
  [[nodiscard]] bool is_strict() const noexcept { return strict_; }

  /// @brief Lets read() look for what is probably not meant, too.
  void be_suspicious() { suspicious_ = true; }
  /// @brief Keeps who holds the posts, for a command that compares or counts holders, and gives the
  /// codes of none.
  void keep_holders() { holders_ = true; }
  [[nodiscard]] bool keeps_holders() const noexcept { return holders_; }
  /// @brief Adds --holders, for a command that writes organisations.
  void add_holders(command_line command);
  /// @brief Adds --columns-before and --columns-after, for read_both().
  void add_columns_of_sides(command_line command);
  /// @brief A proposal for a mapping of each of FILE..., as TOML.
  [[nodiscard]] std::string suggested_mappings() const;
  /// @brief Reads the files of FILE...
  [[nodiscard]] read_result read(input_hashes hashes) const { return read(files_, hashes); }
  /// @brief Findings that are written before those of what is read.
  using more_findings = std::function<const std::vector<finding>*(const organisation&)>;
  /// @brief Reads other files with the same options.
  /// @param more  Asked once they are read.
  [[nodiscard]] read_result read(const std::vector<std::string>& files, input_hashes hashes,
                                 const more_findings& more = {}) const;
  /// @brief The snapshots that FILE... are, in the order of their dates.
  /// @param date_column  Heading of the column of dates; empty: files are snapshots.
  [[nodiscard]] std::vector<dated_input> snapshots(const std::string& date_column) const {
    return history_inputs(files_, date_column);
  }
  /// @brief The snapshots that other files are.
  [[nodiscard]] static std::vector<dated_input> snapshots(const std::vector<std::string>& files,
                                                          const std::string& date_column) {
    return history_inputs(files, date_column);
  }
  /// @brief Reads one of them.
  [[nodiscard]] read_result read_snapshot(const dated_input& snapshot, input_hashes hashes) const {
    return read_files(snapshot.files, columns_, true, hashes, snapshot.keep);
  }
  /// @brief The same without writing findings, for what stands beside what is read.
  [[nodiscard]] read_result read_quietly(const std::vector<std::string>& files) const;
  /// @brief Reads two states of one organisation with the same options; the tables of decisions are
  /// not for native JSON.
  [[nodiscard]] std::pair<read_result, read_result> read_both(const std::string& before,
                                                              const std::string& after,
                                                              input_hashes hashes) const;

  /// @brief How many threads may work side by side; at least 1.
  [[nodiscard]] std::size_t threads() const;
  /// @brief Where the command says what it does, for --stats.
  [[nodiscard]] run_stats& stats() const noexcept { return *stats_; }
  /// @brief The one FILE, if it is a folder; empty otherwise.
  [[nodiscard]] std::string folder() const;
  /// @brief Writes findings where --findings asks for them.
  void write_findings(std::initializer_list<const std::vector<finding>*> of) const;
  [[nodiscard]] bool orphans_are_roots() const { return orphans_ == "roots"; }

 private:
  /// @param columns  The mapping; empty: none.
  [[nodiscard]] read_result read_files(const std::vector<std::string>& files,
                                       const std::string& columns, bool json_is_whole,
                                       input_hashes hashes,
                                       const std::optional<row_condition>& keep = {}) const;

  std::vector<std::string> files_;
  std::string format_;
  std::string columns_;
  std::string columns_before_;
  std::string columns_after_;
  std::string scheme_;
  std::vector<std::string> matters_;
  std::vector<std::string> authority_;
  std::vector<std::string> lines_;
  std::vector<std::string> steps_;
  std::string orphans_ = "keep";
  std::string repeated_ = "first";
  bool strict_ = false;
  bool suspicious_ = false;
  bool holders_ = false;
  std::size_t threads_ = 0;
  std::string findings_;
  std::shared_ptr<run_stats> stats_ = std::make_shared<run_stats>();
};

/// @brief The origin of figures from what was read.
[[nodiscard]] evidence evidence_of(const read_result& read);

/// @brief The last part of a path, as people call the file.
[[nodiscard]] std::string file_name(const std::string& path);
/// @brief An origin whose inputs have the names that people call them by: what is above a name
/// belongs to a machine, and stands only where two inputs have one name.
[[nodiscard]] evidence named(evidence origin);

/// @brief Writes an organisation to a file, or to standard output for "-".
/// @param to  What to write: "json", "table", "matters", "authority", "lines" or "steps"; empty: by
/// the ending of the name.
/// @param style  Of a table.
void write_organisation(const organisation& org, const std::string& out, const std::string& to,
                        const csv_style& style = {});

/// @brief Tells on standard error what takes over a second, if that is a terminal.
class progress {
 public:
  /// @param unit  What reached() counts.
  explicit progress(std::string what, std::string_view unit = "rows");
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;
  ~progress();
  void reached(std::size_t count);

 private:
  std::string what_;
  std::string_view unit_;
  bool is_terminal_;
  bool shown_ = false;
  long long started_;
};

/// @brief A rank scheme by preset name, or from a TOML file.
[[nodiscard]] std::shared_ptr<const rank_scheme> scheme_by_name(const std::string& name);

}  // namespace pangkas::cli

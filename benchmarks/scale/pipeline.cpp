// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/scale/commands.hpp"
#include "benchmarks/scale/read_table.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simulate/synthetic_service.hpp>
#include <pangkas/study/before_after.hpp>
#include <pangkas/study/measures.hpp>

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {
namespace {

/// The files of `pangkas simplify --out`, less the few bytes of the summary.
void write_files(const simplification& result, const std::string& folder_name) {
  output_folder folder(folder_name);
  const auto into = [&](std::string_view name) {
    output_file& file = folder.file(name);
    return [&file](std::string_view text) { file.write(text); };
  };
  write_json(result.after, into("organisation.json"));
  write_position_table(result.after, into("positions.csv"));
  write_ledger_json(result.changes, into("ledger.json"));
  write_ledger_csv(result.changes, into("ledger.csv"), for_people, rule_cells::by_id);
  write_ledger_rules(result.changes, into("rules.csv"));
  folder.commit();
}

/// Through the memory of this program, in blocks of a megabyte.
std::size_t copy_files(const std::string& from, const std::string& to) {
  std::filesystem::create_directories(to);
  std::vector<char> block(std::size_t{1} << 20);
  std::size_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(from)) {
    if (!entry.is_regular_file()) continue;
    const int in = open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    const int out = open((to / entry.path().filename()).c_str(),
                         O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (in < 0 || out < 0) throw std::runtime_error("cannot copy " + entry.path().string());
    for (ssize_t got = 0; (got = read(in, block.data(), block.size())) > 0;) {
      if (write(out, block.data(), static_cast<std::size_t>(got)) != got)
        throw std::runtime_error("cannot write to " + to);
      bytes += static_cast<std::size_t>(got);
    }
    close(in);
    close(out);
  }
  return bytes;
}

struct simplified_paths {
  simplification result;
  decision_summary before;
  decision_summary after;
  before_after change;
};

/// The ledger in memory, and the decision paths of both sides.
simplified_paths simplify_and_compare(const organisation& before) {
  simplification result = simplify(before, preset_policy("id-central-2021"));
  decision_summary paths_before = decision_paths(before);
  decision_summary paths_after = decision_paths(result.after);
  before_after change = compare(before, result.after);
  return {std::move(result), paths_before, paths_after, std::move(change)};
}

}  // namespace

json pipeline(const std::string& file, const std::string& folder, std::size_t threads) {
  json result;
  const std::string written = folder + "/written";
  const std::string copied = folder + "/copied";
  std::filesystem::remove_all(written);
  std::filesystem::remove_all(copied);

  stopwatch watch;
  const read_result read = read_table(file, threads, true);
  result["read"] = benchmarks::to_json(watch.elapsed());
  const organisation& before = read.organisation;

  watch = {};
  const measures all = measure(before);
  result["measure"] = benchmarks::to_json(watch.elapsed());
  keep(all);

  watch = {};
  const simplified_paths simplified = simplify_and_compare(before);
  result["simplify"] = benchmarks::to_json(watch.elapsed());
  if (simplified.before != all.decisions || !simplified.change.formal ||
      !(simplified.after.mean_hand_offs < simplified.before.mean_hand_offs))
    throw std::runtime_error("the decision paths are not those that were measured, or not shorter");

  watch = {};
  write_files(simplified.result, written);
  result["write"] = benchmarks::to_json(watch.elapsed());
  watch = {};
  const std::size_t bytes = copy_files(written, copied);
  result["copy"] = benchmarks::to_json(watch.elapsed());
  result["written_bytes"] = bytes;
  result["converted"] = simplified.result.converted;
  std::filesystem::remove_all(written);
  std::filesystem::remove_all(copied);
  return result;
}

json from_memory(std::size_t positions, bool random_order) {
  service_options options;
  options.positions = positions;
  options.random_order = random_order;
  const organisation org = synthetic_service(preset_scheme("indonesia"), options);
  json result;
  const auto time = [&](const char* stage, auto run) {
    const stopwatch watch;
    const auto found = run();
    result[stage] = benchmarks::to_json(watch.elapsed());
    keep(found);
  };
  time("number", [&] { return command_forest(org.parts().superiors); });
  time("measure", [&] { return measure(org); });
  time("simplify", [&] { return simplify_and_compare(org); });
  return result;
}

json write_both(const std::string& file, const std::string& folder, std::size_t rounds) {
  const read_result read = read_table(file, 0, true);
  json result;
  const auto write = [&](const char* name, auto writer) {
    const std::string path = folder + "/" + name;
    const stopwatch watch;
    output_file out(path);
    writer(read.organisation, [&](std::string_view text) { out.write(text); });
    out.commit();
    result[name].push_back(benchmarks::to_json(watch.elapsed()));
  };
  for (std::size_t round = 0; round < rounds; ++round) {
    write("table.csv", [](const auto&... given) { write_position_table(given...); });
    write("native.json", [](const auto&... given) { write_json(given...); });
  }
  return result;
}

}  // namespace pangkas::benchmarks

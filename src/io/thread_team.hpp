// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Threads that work through short lists of tasks together.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The calling thread and some helpers, which wait between two lists of tasks: starting a
/// thread for each list would cost as much as a tenth of the work in it.
///
/// It is not oneTBB because a hundred lists of a dozen tasks need no scheduler, and because the
/// thread sanitizer understands what is compiled with it alone.
class thread_team {
 public:
  /// @param threads  In all, fewer where the system gives no more; 1 or 0: the caller alone.
  explicit thread_team(std::size_t threads) {
    try {
      for (std::size_t i = 1; i < threads; ++i) helpers_.emplace_back([this] { help(); });
    } catch (const std::exception&) {  // no thread, or no memory for one: those at hand do the work
    }
  }
  thread_team(const thread_team&) = delete;
  thread_team& operator=(const thread_team&) = delete;
  ~thread_team() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    begin_.notify_all();
    for (std::thread& helper : helpers_) helper.join();
  }

  /// @brief Runs all tasks, those in front first, and waits for them.
  /// @throws what the first of the tasks that failed threw, once all have ended.
  void run(const std::vector<std::function<void()>>& tasks) {
    if (tasks.size() <= 1) {  // nothing that a helper could be woken for
      for (const auto& task : tasks) task();
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      tasks_ = &tasks;
      failures_.assign(tasks.size(), nullptr);
      next_ = 0;
      working_ = helpers_.size();
      ++list_;
    }
    begin_.notify_all();
    work();
    std::unique_lock lock(mutex_);
    end_.wait(lock, [this] { return working_ == 0; });
    for (const std::exception_ptr& failure : failures_)
      if (failure) std::rethrow_exception(failure);
  }

 private:
  void work() {
    for (std::size_t i = 0; (i = next_.fetch_add(1)) < tasks_->size();) {
      try {
        (*tasks_)[i]();
      } catch (...) {
        failures_[i] = std::current_exception();
      }
    }
  }

  void help() {
    for (std::size_t done = 0;;) {
      {
        std::unique_lock lock(mutex_);
        begin_.wait(lock, [&] { return stop_ || list_ != done; });
        if (stop_) return;
        done = list_;
      }
      work();
      const std::lock_guard lock(mutex_);
      if (--working_ == 0) end_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable begin_;
  std::condition_variable end_;
  const std::vector<std::function<void()>>* tasks_ = nullptr;
  std::vector<std::exception_ptr> failures_;
  std::atomic<std::size_t> next_{0};
  std::size_t working_ = 0;
  std::size_t list_ = 0;
  bool stop_ = false;
  std::vector<std::thread> helpers_;
};

}  // namespace pangkas::detail

//! The life cycle, tested row by row and as the three courses of the main job.

mod courses;
mod needs;
mod progress;
mod sample;
mod table;
mod texts_of_steps;
